import type { EngineOptions } from "@descent/core";
import type { ProblemData } from "@descent/problems";
import type { MetricsRow } from "@descent/reports/record";
import type { Checkpoint } from "../training/checkpoint.ts";
import type { Trial } from "./trial.ts";
import type { TrialOutcome } from "./trial_outcome.ts";

/**
 * Options of the engine of all trials of a run: threads and matrix products.
 *
 * @category Trials
 */
export type TrialEngineOptions = Pick<
  EngineOptions,
  "threads" | "native" | "multiplyAdd" | "convolution" | "libraryPath"
>;

/**
 * A trial that a worker is to run.
 *
 * @category Trials
 */
export interface TrialRequest {
  /** The trial. */
  readonly trial: Trial;
  /** The data that its problem loaded, on shared memory. */
  readonly data: ProblemData;
  /** Whether the outcome is to hold the trained network; default false. */
  readonly keepNetwork?: boolean;
  /** Whether and how its checkpoints are made; default none are. */
  readonly checkpoints?: CheckpointRequest | undefined;
}

/**
 * How a trial's checkpoints are made.
 *
 * @category Trials
 */
export interface CheckpointRequest {
  /** The training that they belong to, see {@linkcode encodeCheckpoint}. */
  readonly training: string;
  /** Seconds between them. */
  readonly every: number;
  /** The one that it goes on from; `undefined` for the beginning. */
  readonly from: Checkpoint | undefined;
}

/**
 * A checkpoint of a trial that runs, as a file.
 *
 * @category Trials
 */
export interface CheckpointFile {
  /** Steps done. */
  readonly step: number;
  /** The file's bytes, as {@linkcode encodeCheckpoint} makes them. */
  readonly bytes: Uint8Array;
}

/**
 * Progress of a trial.
 *
 * @category Trials
 */
export interface TrialAdvance {
  /** Epochs done; may be a fraction. */
  readonly epoch: number;
  /** Value of the problem's selection metric, as the display writes it; empty where it was not measured. */
  readonly score: string;
  /** The whole evaluation. */
  readonly row: MetricsRow;
}

/**
 * A message of a worker: its evaluations and checkpoints, any number of times, and then the outcome.
 *
 * @category Trials
 */
export type TrialReply =
  | { readonly advance: MetricsRow }
  | { readonly checkpoint: CheckpointFile }
  | { readonly outcome: TrialOutcome };
