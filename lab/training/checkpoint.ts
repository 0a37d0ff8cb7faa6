import type { TensorValues } from "@descent/models";
import type { MetricsRow } from "@descent/reports/record";

/**
 * Everything that a training goes on from, as plain data outside of any engine: after a step, before the next one.
 *
 * Of random streams it has the place in the optimizer's alone. The problem's, and the place in the data, are no part of it: the
 * number of the step and the buffers decide them, which `checkProblemConformance` makes sure of.
 *
 * @category Training
 */
export interface Checkpoint {
  /**
   * By names: `parameter/<name>`, `buffer/<name>`, `state/<path>` of the optimizer's state, and `best/<name>`, the
   * parameters and buffers at the best row, where there is one.
   */
  readonly tensors: ReadonlyMap<string, TensorValues>;
  /** The numbers of the optimizer's state, by their paths, and the words drawn from its stream, `random/position`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** How far the training is. */
  readonly progress: TrainingProgress;
}

/**
 * How far a training is.
 *
 * @category Training
 */
export interface TrainingProgress {
  /** Steps done. */
  readonly step: number;
  /** Steps that are planned. */
  readonly plannedSteps: number;
  /** The base learning rate. */
  readonly learningRate: number;
  /** Seconds spent in steps, without evaluation. */
  readonly seconds: number;
  /** Evaluations of loss and gradient. */
  readonly gradientEvaluations: number;
  /** Examples learned. */
  readonly examples: number;
  /** The size of the untrained model's loss, by which divergence is told. */
  readonly lossScale: number;
  /** Sum of the losses of examples since the last row. */
  readonly lossSum: number;
  /** Number of those examples. */
  readonly lossCount: number;
  /** The rows so far; what a schedule has heard is in them. */
  readonly rows: readonly MetricsRow[];
  /** The place of the best row among them, or `null`. */
  readonly bestRow: number | null;
}
