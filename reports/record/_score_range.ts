import type { Metric } from "./metric.ts";

/** Means of shares may leave the range by a rounding. */
const TOLERANCE = 1e-9;

/** Says why a number cannot be a value of a metric; `undefined` where it can. */
export function scoreProblem(metric: Metric, value: number | null): string | undefined {
  // Not a number is a score too, such as the precision of a class that nothing was taken for.
  if (value === null || Number.isNaN(value) || metric.format !== "percent") return undefined;
  if (value >= -TOLERANCE && value <= 1 + TOLERANCE) return undefined;
  return `${value}; wanted a share from 0 to 1, as ${metric.title} has the format percent`;
}
