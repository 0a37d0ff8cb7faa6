import { type MetricKey, type Run, summarize, type Summary } from "@descent/reports";

/**
 * One score over the seeds of a setting. A trial that diverged counts as its untrained model, so that survivors are never
 * averaged alone; of training examples that model is no better than of validation examples, whose score it has.
 *
 * @category Experiments
 * @param runs The setting's trials.
 * @param score The metric and the part of the data: `"validation/accuracy"`.
 * @param moment At the last evaluation, or at the one with the best value of the selection metric; default `"final"`.
 * @returns Its mean, spread and interval, or `null` when no trial was completed.
 *
 * @example
 * ```ts
 * import { scoreSummary } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [sampleRun({ seed: 1 }), sampleRun({ seed: 2, status: "diverged", divergedAtStep: 3 })];
 * const { count, minimum, maximum } = scoreSummary(runs, "validation/accuracy")!;
 * assertEquals([count, minimum, maximum], [2, 0.1, 0.975]);
 * ```
 */
export function scoreSummary(
  runs: readonly Run[],
  score: MetricKey,
  moment: "final" | "best" = "final",
): Summary | null {
  if (runs.every(({ record }) => record.status !== "completed")) return null;
  const untrained = score.replace(/^train\//, "validation/") as MetricKey;
  const values = runs.map(({ record: { status, results } }) =>
    status === "diverged" ? results.initial[untrained] : results[moment][score]
  );
  return summarize(values.filter((value) => value != null));
}
