import { studentQuantile, studentTail } from "./student_t.ts";
import { summarize, type Summary } from "./summarize.ts";

/**
 * A difference that chance alone brings about less often than this is called larger than the noise.
 *
 * @category Statistics
 */
export const SIGNIFICANCE = 0.05;

/**
 * Whether two means differ by more than chance.
 *
 * @category Statistics
 */
export interface MeansComparison {
  /** First mean less second. */
  readonly difference: number;
  /** Standard error of the difference. */
  readonly standardError: number;
  /** Half the width of the confidence interval of the difference. */
  readonly confidence: number;
  /** The test statistic. */
  readonly t: number;
  /** Degrees of freedom; by Welch and Satterthwaite usually a fraction. */
  readonly degreesOfFreedom: number;
  /** Probability of a difference at least this large, of either sign, if the true means are equal. */
  readonly probability: number;
}

/**
 * Options of {@linkcode compareMeans}.
 *
 * @category Statistics
 */
export interface CompareMeansOptions {
  /** The interval's level, between 0 and 1; default 0.95. */
  readonly level?: number;
  /** Whether the groups are supposed to have one variance, which is then pooled; default `"unequal"`. */
  readonly variances?: "equal" | "unequal";
}

/**
 * Compares the means of two independent groups by a t-test: Welch's, or Student's with a pooled variance.
 *
 * `t = (m₁ - m₂) / √(s₁²/n₁ + s₂²/n₂)`, pooled with one `s² = ((n₁-1) s₁² + (n₂-1) s₂²) / (n₁+n₂-2)`
 *
 * @category Statistics
 * @param first One group, from {@linkcode summarize}.
 * @param second The other.
 * @param options Level and variances, see {@linkcode CompareMeansOptions}.
 * @returns The result, or `null` when a group has fewer than two values or no value varies: that says nothing of noise.
 *
 * @example Two groups that hardly overlap
 * ```ts
 * import { compareMeans, summarize } from "@descent/reports";
 * import { assert } from "@std/assert";
 *
 * const result = compareMeans(summarize([97.1, 97.3, 97.2])!, summarize([96.1, 96.3, 96.0])!);
 * assert(result!.probability < 0.01);
 * ```
 *
 * B. L. Welch, "The generalization of 'Student's' problem", Biometrika 34 (1947).
 */
export function compareMeans(
  first: Summary,
  second: Summary,
  { level = 0.95, variances = "unequal" }: CompareMeansOptions = {},
): MeansComparison | null {
  if (first.standardDeviation === null || second.standardDeviation === null) return null;
  const [n, m] = [first.count, second.count];
  const difference = first.mean - second.mean;
  const [v, w] = [first.standardDeviation ** 2, second.standardDeviation ** 2];
  if (variances === "equal") {
    const pooled = ((n - 1) * v + (m - 1) * w) / (n + m - 2);
    return testedDifference(difference, Math.sqrt(pooled * (1 / n + 1 / m)), n + m - 2, level);
  }
  const [a, b] = [v / n, w / m];
  const degreesOfFreedom = (a + b) ** 2 / (a ** 2 / (n - 1) + b ** 2 / (m - 1));
  return testedDifference(difference, Math.sqrt(a + b), degreesOfFreedom, level);
}

/**
 * Compares two groups whose values belong together in pairs, such as those of one seed, by their differences.
 *
 * @category Statistics
 * @param differences First value less second, of each pair.
 * @param level The interval's level, between 0 and 1; default 0.95.
 * @returns The result, or `null` for fewer than two pairs, or differences that do not vary.
 *
 * @example
 * ```ts
 * import { comparePairs } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(comparePairs([1, 2, 3])!.probability, 0.0742, 1e-4);
 * ```
 */
export function comparePairs(
  differences: readonly number[],
  level = 0.95,
): MeansComparison | null {
  const summary = summarize(differences);
  if (summary === null || summary.standardDeviation === null) return null;
  const { count, mean, standardDeviation } = summary;
  return testedDifference(mean, standardDeviation / Math.sqrt(count), count - 1, level);
}

/**
 * The t-test of a difference whose standard error is known to some degrees of freedom.
 *
 * @category Statistics
 * @param difference The difference.
 * @param standardError Its standard error.
 * @param degreesOfFreedom Those of the standard error.
 * @param level The interval's level, between 0 and 1; default 0.95.
 * @returns The result, or `null` when the standard error is 0, which says nothing of noise.
 *
 * @example
 * ```ts
 * import { testedDifference } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(testedDifference(2, 1, 8)!.t, 2);
 * assertEquals(testedDifference(2, 0, 8), null);
 * ```
 */
export function testedDifference(
  difference: number,
  standardError: number,
  degreesOfFreedom: number,
  level = 0.95,
): MeansComparison | null {
  if (!(standardError > 0)) return null;
  const t = difference / standardError;
  return {
    difference,
    standardError,
    confidence: studentQuantile((1 + level) / 2, degreesOfFreedom) * standardError,
    t,
    degreesOfFreedom,
    probability: 2 * studentTail(Math.abs(t), degreesOfFreedom),
  };
}
