import { studentQuantile } from "./student_t.ts";

/** With fewer values the interval of a mean says more of Student's t than of them, so the range is given instead. */
const FEWEST_FOR_INTERVAL = 3;

/**
 * Mean and spread of the values of several seeds.
 *
 * @category Statistics
 */
export interface Summary {
  /** How many values. */
  readonly count: number;
  /** Arithmetic mean. */
  readonly mean: number;
  /** Sample standard deviation (divisor n - 1); `null` for one value, which cannot tell. */
  readonly standardDeviation: number | null;
  /** Half the width of the 95 % confidence interval of the mean; `null` below three values: see the range. */
  readonly confidence: number | null;
  /** Smallest value. */
  readonly minimum: number;
  /** Largest value. */
  readonly maximum: number;
}

/**
 * Mean, spread and confidence interval of some values.
 *
 * `mean ± t(0.975, n - 1) · s / √n`, with `s² = Σ (x - mean)² / (n - 1)`.
 *
 * @category Statistics
 * @param values Finite numbers, one per seed.
 * @returns The summary, or `null` when there are no values.
 *
 * @example The interval of 1, 2, 3 is 2 ± 2.484
 * ```ts
 * import { summarize } from "@descent/reports";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const { mean, standardDeviation, confidence } = summarize([1, 2, 3])!;
 * assertEquals([mean, standardDeviation], [2, 1]);
 * assertAlmostEquals(confidence!, 2.484, 1e-3);
 * ```
 *
 * Student, "The probable error of a mean", Biometrika 6 (1908).
 */
export function summarize(values: readonly number[]): Summary | null {
  const count = values.length;
  if (count === 0) return null;
  const [minimum, maximum] = [Math.min(...values), Math.max(...values)];
  // The rounding of a sum must not make equal values differ from their mean.
  const mean = minimum === maximum
    ? minimum
    : values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const summary = {
    count,
    mean,
    standardDeviation: count === 1 ? null : Math.sqrt(squares / (count - 1)),
    minimum,
    maximum,
  };
  return { ...summary, confidence: count < FEWEST_FOR_INTERVAL ? null : halfWidth(summary) };
}

/**
 * Half the width of the confidence interval of a mean, by Student's t, for as few as two values.
 *
 * @category Statistics
 * @param summary Count and standard deviation of the values.
 * @param level The interval's level, between 0 and 1; default 0.95.
 * @returns The half width, or `null` for one value.
 *
 * @example Two values hardly tell
 * ```ts
 * import { halfWidth } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(halfWidth({ count: 2, standardDeviation: 1 })!, 8.985, 1e-3);
 * ```
 */
export function halfWidth(
  { count, standardDeviation }: Pick<Summary, "count" | "standardDeviation">,
  level = 0.95,
): number | null {
  return standardDeviation === null
    ? null
    : studentQuantile((1 + level) / 2, count - 1) * standardDeviation / Math.sqrt(count);
}
