import type { EngineOptions } from "@descent/core";
import type { ProblemData } from "@descent/problems";
import type { Trial } from "./trial.ts";
import type { TrialOutcome } from "./trial_outcome.ts";

/** Options of the engine of all trials of a run: threads and matrix products. */
export type TrialEngineOptions = Pick<
  EngineOptions,
  "threads" | "matmul" | "multiplyAdd" | "libraryPath"
>;

/** A trial that a worker is to run. */
export interface TrialRequest {
  /** The trial. */
  readonly trial: Trial;
  /** The data that its problem loaded, on shared memory. */
  readonly data: ProblemData;
  /** Whether the outcome is to hold the trained network; default false. */
  readonly keepNetwork?: boolean;
}

/** Progress of a trial. */
export interface TrialAdvance {
  /** Epochs done; may be a fraction. */
  readonly epoch: number;
  /** Value of the problem's selection metric, as the display writes it; empty where it was not measured. */
  readonly score: string;
}

/** A message of a worker: its progress, any number of times, and then the outcome. */
export type TrialReply =
  | { readonly advance: { readonly epoch: number; readonly value: number | null } }
  | { readonly outcome: TrialOutcome };
