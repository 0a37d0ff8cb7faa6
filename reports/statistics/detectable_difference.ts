import { SIGNIFICANCE } from "./compare_means.ts";
import { normalQuantile } from "./normal.ts";
import { studentQuantile } from "./student_t.ts";

/**
 * The numbers that the power of a comparison of two means follows from.
 *
 * @category Statistics
 */
export interface PowerOptions {
  /** Standard deviation of one run. */
  readonly standardDeviation: number;
  /** Correlation of runs that belong together in a pair; default 0, independent. */
  readonly correlation?: number;
  /** Number of comparisons, over which the significance is divided (Bonferroni); default 1. */
  readonly comparisons?: number;
  /** Significance of all comparisons together, two-sided; default {@linkcode SIGNIFICANCE}. */
  readonly significance?: number;
  /** Probability that the difference is found; default 0.8. */
  readonly power?: number;
}

/**
 * The smallest difference of two means that a number of runs of each finds with the given power.
 *
 * `(t(1 - α/2m) + t(power)) · σ · √(2 (1 - ρ) / n)`, both quantiles with n - 1 degrees of freedom
 *
 * @category Statistics
 * @param count Runs of each, at least 2.
 * @param options Spread, correlation, comparisons and power, see {@linkcode PowerOptions}.
 * @returns The difference, in the unit of the standard deviation.
 *
 * @example Ten seeds find a difference of 1.4 standard deviations
 * ```ts
 * import { detectableDifference } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(detectableDifference(10, { standardDeviation: 1 }), 1.41, 0.005);
 * ```
 */
export function detectableDifference(
  count: number,
  {
    standardDeviation,
    correlation = 0,
    comparisons = 1,
    significance = SIGNIFICANCE,
    power = 0.8,
  }: PowerOptions,
): number {
  const quantiles = studentQuantile(1 - significance / (2 * comparisons), count - 1) +
    studentQuantile(power, count - 1);
  return quantiles * standardDeviation * Math.sqrt(2 * (1 - correlation) / count);
}

/**
 * How many runs of each it takes to find a difference with the given power, before rounding up.
 *
 * `2 (1 - ρ) (z(1 - α/2m) + z(power))² (σ/δ)²`
 *
 * @category Statistics
 * @param difference The difference δ, above 0.
 * @param options Spread, correlation, comparisons and power, see {@linkcode PowerOptions}.
 * @returns The number, usually a fraction.
 *
 * @example
 * ```ts
 * import { requiredRuns } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(Math.ceil(requiredRuns(0.0144, { standardDeviation: 0.0072 })), 4);
 * ```
 */
export function requiredRuns(
  difference: number,
  {
    standardDeviation,
    correlation = 0,
    comparisons = 1,
    significance = SIGNIFICANCE,
    power = 0.8,
  }: PowerOptions,
): number {
  const quantiles = normalQuantile(1 - significance / (2 * comparisons)) + normalQuantile(power);
  return 2 * (1 - correlation) * (quantiles * standardDeviation / difference) ** 2;
}
