import { formatNumber, metricOf } from "@descent/reports";
import type { Trial } from "./trial.ts";
import type { TrialAdvance } from "./trial_request.ts";

/**
 * Progress of a trial as the display writes it. Workers post numbers, so that they need not load what writes.
 *
 * @param trial The trial.
 * @param advance Epochs done, and the value of the selection metric or `null`.
 * @returns Both, the value as text.
 *
 * @example
 * ```ts
 * import { trialAdvance } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(trialAdvance(sampleTrial(), { epoch: 2, value: null }), { epoch: 2, score: "" });
 * ```
 */
export function trialAdvance(
  { problem: { metrics, selection } }: Trial,
  { epoch, value }: { readonly epoch: number; readonly value: number | null },
): TrialAdvance {
  const { format } = metricOf(metrics, selection);
  return { epoch, score: value === null ? "" : formatNumber(value, format) };
}
