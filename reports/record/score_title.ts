import { metricOf, metricTitle } from "./metric.ts";
import type { RunRecord } from "./run_record.ts";

/**
 * Names a score of a trial, as inside a sentence: "validation accuracy". A problem without data has no splits, so
 * there the metric's title stands alone: "loss".
 *
 * @category Records
 * @param record The trial, of which the metrics and the presence of data count.
 * @param key The metric on a split: `"validation/accuracy"`.
 * @returns The words.
 * @throws {RangeError} When the key names no split, or a metric that the problem lacks.
 *
 * @example
 * ```ts
 * import { scoreTitle } from "@descent/reports";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scoreTitle(sampleRecord(), "train/loss"), "training loss");
 * assertEquals(scoreTitle(sampleRecord({ dataset: null }), "train/loss"), "loss");
 * ```
 */
export function scoreTitle(
  { problem, dataset }: Pick<RunRecord, "problem" | "dataset">,
  key: string,
): string {
  return dataset === null
    ? metricOf(problem.metrics, key).title
    : metricTitle(problem.metrics, key);
}
