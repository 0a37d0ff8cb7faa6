import { formatNumber, metricOf, type MetricsRow } from "@descent/reports";
import type { Trial } from "./trial.ts";
import type { TrialAdvance } from "./trial_request.ts";

/**
 * Progress of a trial as the display writes it. Workers post numbers, so that they need not load what writes.
 *
 * @category Trials
 * @param trial The trial.
 * @param row Its last evaluation.
 * @returns Epochs done, the value of the selection metric as text, and the evaluation itself.
 *
 * @example
 * ```ts
 * import { trialAdvance } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const row = { step: 8, epoch: 2, seconds: 1, gradientEvaluations: 8, learningRate: 0.1, scores: {} };
 * assertEquals(trialAdvance(sampleTrial(), row), { epoch: 2, score: "", row });
 * ```
 */
export function trialAdvance(
  { problem: { metrics, selection } }: Trial,
  row: MetricsRow,
): TrialAdvance {
  const { format } = metricOf(metrics, selection);
  const value = row.scores[selection] ?? null;
  return { epoch: row.epoch, score: value === null ? "" : formatNumber(value, format), row };
}
