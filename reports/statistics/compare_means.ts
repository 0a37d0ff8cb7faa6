import { twoSidedProbability, twoSidedQuantile } from "./_student_t.ts";
import type { Summary } from "./summarize.ts";

/** A difference that chance alone brings about less often than this is called larger than the noise. */
export const SIGNIFICANCE = 0.05;

/** Whether two means differ by more than chance. */
export interface MeansComparison {
  /** First mean less second. */
  readonly difference: number;
  /** Half the width of the confidence interval of the difference. */
  readonly confidence: number;
  /** The test statistic. */
  readonly t: number;
  /** Degrees of freedom, by Welch and Satterthwaite; usually a fraction. */
  readonly degreesOfFreedom: number;
  /** Probability of a difference at least this large if the true means are equal. */
  readonly probability: number;
}

/**
 * Compares two means by Welch's t-test, without supposing equal variances.
 *
 * `t = (m₁ - m₂) / √(s₁²/n₁ + s₂²/n₂)`
 *
 * @param first One group, from {@linkcode summarize}.
 * @param second The other.
 * @param options The interval's level, between 0 and 1; default 0.95.
 * @returns The result, or `null` when a group has fewer than two values, which says nothing of noise.
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
  { level = 0.95 }: { readonly level?: number } = {},
): MeansComparison | null {
  if (first.standardDeviation === null || second.standardDeviation === null) return null;
  const difference = first.mean - second.mean;
  const a = first.standardDeviation ** 2 / first.count;
  const b = second.standardDeviation ** 2 / second.count;
  if (a + b === 0) {
    // Every seed gave the same value: any difference at all is certain.
    const t = difference === 0 ? 0 : Math.sign(difference) * Infinity;
    const degreesOfFreedom = first.count + second.count - 2;
    const probability = difference === 0 ? 1 : 0;
    return { difference, confidence: 0, t, degreesOfFreedom, probability };
  }
  const standardError = Math.sqrt(a + b);
  const t = difference / standardError;
  const degreesOfFreedom = (a + b) ** 2 /
    (a ** 2 / (first.count - 1) + b ** 2 / (second.count - 1));
  return {
    difference,
    confidence: twoSidedQuantile(level, degreesOfFreedom) * standardError,
    t,
    degreesOfFreedom,
    probability: twoSidedProbability(t, degreesOfFreedom),
  };
}
