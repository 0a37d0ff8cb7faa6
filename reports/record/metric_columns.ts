import { parseMetricKey, SPLITS } from "./metric.ts";
import type { MetricsField, MetricsRow } from "./metrics_row.ts";

/** The columns that every `metrics.csv` of a trial begins with, and the fields that they hold. */
export const FIXED_COLUMNS: readonly (readonly [column: string, field: MetricsField])[] = [
  ["step", "step"],
  ["epoch", "epoch"],
  ["seconds", "seconds"],
  ["gradient_evaluations", "gradientEvaluations"],
  ["learning_rate", "learningRate"],
];

/** Whether a column's name begins with a split, as those of metrics do: `"validation/loss"`. */
export function isMetricColumn(column: string): boolean {
  return SPLITS.some((split) => column.startsWith(`${split}/`));
}

/** The metrics that any of the rows has, by split, in the order in which the rows name them. */
export function metricColumns(rows: readonly MetricsRow[]): string[] {
  const keys = [...new Set(rows.flatMap(({ scores }) => Object.keys(scores)))];
  return SPLITS.flatMap((split) => keys.filter((key) => parseMetricKey(key).split === split));
}

/** Names of extra columns, sorted. One with the name of another column is refused. */
export function extraColumns(measured: Iterable<string>): string[] {
  const names = [...new Set(measured)].sort();
  const taken = names.find((name) =>
    isMetricColumn(name) || FIXED_COLUMNS.some(([column]) => column === name)
  );
  if (taken !== undefined) {
    throw new RangeError(
      `Metrics: extra column '${taken}' has the name of a column that every trial may have; ` +
        "choose another name",
    );
  }
  return names;
}
