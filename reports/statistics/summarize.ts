import { twoSidedQuantile } from "./_student_t.ts";

/** Mean and spread of the values of several seeds. */
export interface Summary {
  /** How many values. */
  readonly count: number;
  /** Arithmetic mean. */
  readonly mean: number;
  /** Sample standard deviation (divisor n - 1); `null` for one value, which cannot tell. */
  readonly standardDeviation: number | null;
  /** Half the width of the 95 % confidence interval of the mean; `null` for one value. */
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
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = count === 1 ? null : Math.sqrt(squares / (count - 1));
  return {
    count,
    mean,
    standardDeviation,
    confidence: standardDeviation === null
      ? null
      : twoSidedQuantile(0.95, count - 1) * standardDeviation / Math.sqrt(count),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
  };
}
