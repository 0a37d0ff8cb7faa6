import type { TrialEngineOptions, TrialRequest } from "./trial_request.ts";

/** A message to a worker: first how to start, then one trial after another, at last to end. */
export type WorkerMessage = WorkerStart | TrialRequest | "end";

/** The first message to a worker. */
export interface WorkerStart {
  /** Options of its engine. */
  readonly engine: TrialEngineOptions;
  /** One shared word, a value of {@linkcode workerLife}. */
  readonly life: Int32Array;
}

/** State of a worker; its runner sets `training` and `stopping`, and the worker the others. */
export const workerLife = { idle: 0, training: 1, ended: 2, stopping: 3 } as const;
