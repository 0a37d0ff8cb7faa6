import { stringify } from "@std/csv";
import type { MetricKey } from "./metric.ts";
import { extraColumns, FIXED_COLUMNS, metricColumns } from "./metric_columns.ts";
import type { MetricsRow } from "./metrics_row.ts";

/**
 * The `metrics.csv` of one trial: step, epoch, seconds, gradient evaluations and learning rate, one column for
 * each metric on a split (`validation/loss`), then the extra columns.
 *
 * @category Records
 * @param rows The trial's evaluations in order.
 * @returns RFC 4180 text with a header line, numbers in their shortest form that reads back the same.
 * @throws {RangeError} When a score's key names no split, or an extra column has the name of another one.
 *
 * @example Numbers keep every digit
 * ```ts
 * import { type MetricsRow, stringifyMetrics } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const row: MetricsRow = {
 *   step: 100, epoch: 0.5, seconds: 0.1, gradientEvaluations: 100, learningRate: 1e-7,
 *   scores: { "train/loss": 0.1 + 0.2, "validation/loss": null },
 * };
 * assertEquals(
 *   stringifyMetrics([row]),
 *   "step,epoch,seconds,gradient_evaluations,learning_rate,train/loss,validation/loss\r\n" +
 *     "100,0.5,0.1,100,1e-7,0.30000000000000004,\r\n",
 * );
 * ```
 */
export function stringifyMetrics(rows: readonly MetricsRow[]): string {
  const metrics = metricColumns(rows);
  const extras = extraColumns(rows.flatMap(({ extra = {} }) => Object.keys(extra)));
  const columns = [...FIXED_COLUMNS.map(([column]) => column), ...metrics, ...extras];
  const lines = rows.map((row) => [
    ...FIXED_COLUMNS.map(([, field]) => row[field]),
    ...metrics.map((key) => row.scores[key as MetricKey] ?? null),
    ...extras.map((name) => row.extra?.[name] ?? null),
  ]);
  return stringify([columns, ...lines.map((line) => line.map(cell))], { headers: false });
}

function cell(value: number | null): string | null {
  return value === null ? null : String(value);
}
