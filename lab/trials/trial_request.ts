import type { EngineOptions } from "@descent/core";
import type { ProblemData } from "@descent/problems";
import type { Trial } from "./trial.ts";
import type { TrialOutcome } from "./trial_outcome.ts";

/** What trials compute with, the same for all trials of a run: threads and matrix product. */
export type TrialEngineOptions = Pick<EngineOptions, "threads" | "matmul" | "blasPath">;

/** What a worker is asked for: one trial at a time. */
export interface TrialRequest {
  /** The trial. */
  readonly trial: Trial;
  /** The data that its problem loaded, on shared memory. */
  readonly data: ProblemData;
}

/** How far a trial is. */
export interface TrialAdvance {
  /** Epochs done; may be a fraction. */
  readonly epoch: number;
  /** Value of the problem's selection metric, as the display writes it; empty where it was not measured. */
  readonly score: string;
}

/** What a worker says: how far it is, any number of times, and then what came out. */
export type TrialReply =
  | { readonly advance: TrialAdvance }
  | { readonly outcome: TrialOutcome };
