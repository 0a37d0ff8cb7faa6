import { type MetricKey, type Run, summarize, type Summary } from "@descent/reports";

/**
 * One score over the seeds of a setting.
 *
 * @param runs The setting's trials.
 * @param score The metric and the part of the data: `"validation/accuracy"`.
 * @param moment At the last evaluation, or at the one with the best value of the selection metric; default `"final"`.
 * @returns Its mean, spread and interval over the trials that were completed, or `null` when none was.
 *
 * @example
 * ```ts
 * import { scoreSummary } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [sampleRun({ seed: 1 }), sampleRun({ seed: 2, status: "diverged", divergedAtStep: 3 })];
 * assertEquals(scoreSummary(runs, "validation/accuracy")!.count, 1);
 * ```
 */
export function scoreSummary(
  runs: readonly Run[],
  score: MetricKey,
  moment: "final" | "best" = "final",
): Summary | null {
  const completed = runs.filter(({ record }) => record.status === "completed");
  const values = completed.map(({ record }) => record.results[moment][score] ?? null);
  return summarize(values.filter((value) => value !== null));
}
