import type { MetricsRow } from "../record/metrics_row.ts";

/** Several seeds' curves as one: the middle, and the lowest and highest seed. */
export interface Aggregate {
  readonly step: readonly number[];
  readonly epoch: readonly number[];
  readonly seconds: readonly number[];
  readonly gradientEvaluations: readonly number[];
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Enough points for the widest chart; more would only make the page heavier. */
const MOST_POINTS = 160;

/**
 * Lays the seeds' rows on top of each other by step. Values that were not measured or not finite are
 * left out, never replaced: a seed that diverged takes part up to where it did.
 */
export function aggregate(
  runs: readonly (readonly MetricsRow[])[],
  valueOf: (row: MetricsRow) => number | null,
): Aggregate {
  const byStep = new Map<number, { rows: MetricsRow[]; values: number[] }>();
  for (const row of runs.flat()) {
    const value = valueOf(row);
    if (value === null || !Number.isFinite(value)) continue;
    const point = byStep.get(row.step) ?? { rows: [], values: [] };
    byStep.set(row.step, point);
    point.rows.push(row);
    point.values.push(value);
  }
  const points = thin([...byStep].sort(([a], [b]) => a - b));
  const means = (field: "epoch" | "seconds" | "gradientEvaluations"): number[] =>
    points.map(([, { rows }]) => mean(rows.map((row) => row[field])));
  return {
    step: points.map(([step]) => step),
    epoch: means("epoch"),
    seconds: means("seconds"),
    gradientEvaluations: means("gradientEvaluations"),
    mean: points.map(([, { values }]) => mean(values)),
    low: points.map(([, { values }]) => Math.min(...values)),
    high: points.map(([, { values }]) => Math.max(...values)),
  };
}

/** Evenly spaced points, the first and the last among them. */
function thin<T>(points: readonly T[]): readonly T[] {
  if (points.length <= MOST_POINTS) return points;
  const stride = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, index) => points[Math.round(index * stride)]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
