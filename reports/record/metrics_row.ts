import type { Scores } from "./metric.ts";

/**
 * One evaluation during a trial; `null` is "not measured".
 *
 * @category Records
 */
export interface MetricsRow {
  /** Optimizer steps done. */
  readonly step: number;
  /** Epochs done; may be a fraction. */
  readonly epoch: number;
  /** Training time so far, without evaluation, in seconds. */
  readonly seconds: number;
  /** Evaluations of loss and gradient so far. */
  readonly gradientEvaluations: number;
  /** The learning rate that the next step uses. */
  readonly learningRate: number | null;
  /**
   * Values of the problem's metrics. `"train/loss"` is the mean training loss since the row before. In the
   * last row of a trial that diverged, values may be infinite or `NaN`.
   */
  readonly scores: Scores;
  /** Anything else that an experiment measures, by its column's name: `"gradient_norm.hidden1"`. */
  readonly extra?: Readonly<Record<string, number | null>>;
}

/**
 * A field of {@linkcode MetricsRow} that holds one number.
 *
 * @category Records
 */
export type MetricsField = Exclude<keyof MetricsRow, "scores" | "extra">;
