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
  /** How many points there are, of which these are some. */
  readonly count: number;
}

/** Enough points for the widest chart; more would only make the page heavier. */
export const MOST_POINTS = 160;

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
    count: byStep.size,
  };
}

/** The first and the last point, and of equal parts between them the lowest and the highest. */
function thin<T extends { readonly values: readonly number[] }>(
  points: readonly (readonly [number, T])[],
): readonly (readonly [number, T])[] {
  if (points.length <= MOST_POINTS) return points;
  const parts = (MOST_POINTS - 2) / 2, inner = points.length - 2;
  const kept = new Set([0]);
  for (let part = 0; part < parts; part++) {
    const from = 1 + Math.floor(part * inner / parts);
    const to = 1 + Math.floor((part + 1) * inner / parts);
    let lowest = from, highest = from;
    for (let index = from; index < to; index++) {
      if (least(points[index]) < least(points[lowest])) lowest = index;
      if (most(points[index]) > most(points[highest])) highest = index;
    }
    kept.add(Math.min(lowest, highest)).add(Math.max(lowest, highest));
  }
  return [...kept.add(points.length - 1)].map((index) => points[index]);
}

const least = <T extends { readonly values: readonly number[] }>(
  [, { values }]: readonly [number, T],
): number => Math.min(...values);

const most = <T extends { readonly values: readonly number[] }>(
  [, { values }]: readonly [number, T],
): number => Math.max(...values);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
