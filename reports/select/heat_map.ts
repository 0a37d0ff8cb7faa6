import type { HeatMap } from "../charts/heatmap_figure.ts";
import { type Metric, type MetricKey, metricOf } from "../record/metric.ts";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import { summarize } from "../statistics/summarize.ts";
import { settingValue } from "./setting_value.ts";

/**
 * The two values of the setting that span a heat map, and the score that fills it.
 *
 * @category Charts
 */
export interface HeatMapOptions {
  /** Title of the map, where there are several. */
  readonly title: string;
  /** The value across, by name, and its title. */
  readonly x: { readonly name: string; readonly title: string };
  /** The value upwards, by name, and its title. */
  readonly y: { readonly name: string; readonly title: string };
  /** The metric that is the score: `"validation/accuracy"`. Default the problem's selection metric. */
  readonly metric?: MetricKey;
  /** Which scores of a trial: those of its best evaluation, or of its last. Default `"best"`. */
  readonly at?: "best" | "final";
}

/**
 * Lays trials out over two values of their settings; seeds of one cell are averaged.
 *
 * @category Charts
 * @param runs Trials of one problem; each must have both values.
 * @param options Axes, metric and title, see {@linkcode HeatMapOptions}.
 * @returns The map, axes in rising order. A cell is `null` when none of its trials has a score.
 * @throws {RangeError} When a trial lacks one of the values, or its problem the metric.
 *
 * @example Learning rate across, weight scale upwards
 * ```ts
 * import { heatMap } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [0.1, 0.01].map((weightScale) =>
 *   sampleRun({
 *     setting: { id: `s=${weightScale}`, hyperparameters: { learningRate: 1 }, variables: { weightScale } },
 *   })
 * );
 * const map = heatMap(runs, {
 *   title: "Three layers",
 *   x: { name: "learningRate", title: "Learning rate" },
 *   y: { name: "weightScale", title: "Weight scale" },
 * });
 * assertEquals(map.y.values, [0.01, 0.1]);
 * assertEquals(map.cells, [[0.975], [0.975]]);
 * ```
 */
export function heatMap(
  runs: readonly Run[],
  { title, x, y, metric, at = "best" }: HeatMapOptions,
): HeatMap {
  const records = runs.map(({ record }) => record);
  const { better, format } = scoreOf(records, metric);
  const across = values(records, x.name);
  const upwards = values(records, y.name);
  const cells = upwards.map((row) =>
    across.map((column) => {
      const own = records.filter((record) =>
        settingValue(record, x.name) === column && settingValue(record, y.name) === row
      );
      const scores = own.map(({ problem, results }) => results[at][metric ?? problem.selection]);
      return summarize(scores.filter((score) => typeof score === "number"))?.mean ?? null;
    })
  );
  return {
    title,
    x: { title: x.title, values: across },
    y: { title: y.title, values: upwards },
    cells,
    better,
    format,
  };
}

/** How the scores are ranked and written; a map without trials has none. */
function scoreOf(
  records: readonly RunRecord[],
  metric: MetricKey | undefined,
): Pick<Metric, "better" | "format"> {
  if (records.length === 0) return { better: "higher", format: "number" };
  const [{ problem }] = records;
  return metricOf(problem.metrics, metric ?? problem.selection);
}

/** The distinct values: numbers in rising order, texts in the trials' order after them. */
function values(records: readonly RunRecord[], name: string): (number | string)[] {
  const distinct = [...new Set(records.map((record) => settingValue(record, name)))];
  const numbers = distinct.filter((value) => typeof value === "number");
  return [
    ...numbers.sort((a, b) => a - b),
    ...distinct.filter((value) => typeof value === "string"),
  ];
}
