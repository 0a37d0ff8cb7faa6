import type { TrialEngineOptions, TrialRequest } from "./trial_request.ts";

/** What a worker is told: first how to start, then one trial after another, at last to end. */
export type WorkerMessage = WorkerStart | TrialRequest | "end";

/** What a worker starts with. */
export interface WorkerStart {
  /** What its engine is made from. */
  readonly engine: TrialEngineOptions;
  /** One shared word, a value of {@linkcode workerLife}. */
  readonly life: Int32Array;
}

/** What a worker is at; its runner sets `training`, and it does the rest. */
export const workerLife = { idle: 0, training: 1, ended: 2 } as const;
