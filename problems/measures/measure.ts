import type { Tensor } from "@descent/core";
import type { Target } from "@descent/layers";
import type { Metric } from "../contract/metric.ts";
import type { ConfusionMatrix } from "./confusion_matrix.ts";

/**
 * Sums over the examples of a part, from which a metric is computed.
 *
 * @category Measures
 */
export interface MeasuredSums {
  /** Sum of what {@linkcode Measure.batch} gave. */
  readonly sum: number;
  /** Number of examples. */
  readonly count: number;
  /** Mean loss, without penalties. */
  readonly loss: number;
  /** The examples by class and answer; absent where targets are no classes, or there is no score for each class. */
  readonly confusion?: ConfusionMatrix;
}

/**
 * A metric with the way to measure it, batch by batch.
 *
 * @category Measures
 */
export interface Measure extends Metric {
  /**
   * Measures a batch.
   *
   * @param prediction The model's output, shape [N, ...].
   * @param target What it should be.
   * @returns The sum over the batch's examples; absent: 0, where the mean loss says all.
   */
  batch?(prediction: Tensor, target: Target): number;
  /**
   * Makes the metric of the sums.
   *
   * @param sums Sums over all batches.
   * @returns The metric; absent: the sum divided by the number of examples.
   */
  total?(sums: MeasuredSums): number;
}
