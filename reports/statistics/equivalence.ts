import { type MeansComparison, SIGNIFICANCE } from "./compare_means.ts";
import { studentQuantile, studentTail } from "./student_t.ts";

/**
 * Whether two means differ by less than a margin.
 *
 * @category Statistics
 */
export interface EquivalenceTest {
  /** Probability of a difference at least so far above `-margin` if it were `-margin`. */
  readonly lower: number;
  /** Probability of a difference at least so far below `margin` if it were `margin`. */
  readonly upper: number;
  /** The larger of the two. */
  readonly probability: number;
  /** Whether the probability is at most the significance. */
  readonly equivalent: boolean;
  /** The interval at level 1 - 2 · significance, which lies between the margins exactly when equivalent. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * Options of {@linkcode testEquivalence}.
 *
 * @category Statistics
 */
export interface EquivalenceOptions {
  /** The difference that no longer counts as small, above 0, in the unit of the means. */
  readonly margin: number;
  /** Largest probability that is called equivalent; default {@linkcode SIGNIFICANCE}. */
  readonly significance?: number;
}

/**
 * Tests whether a difference is smaller than a margin, by two one-sided t-tests. A difference that is not larger than
 * the noise is not thereby small: only this test says that two are equally good.
 *
 * @category Statistics
 * @param comparison The difference with its standard error, from {@linkcode compareMeans} or {@linkcode comparePairs}.
 * @param options The margin and the significance, see {@linkcode EquivalenceOptions}.
 * @returns The result.
 *
 * @example
 * ```ts
 * import { comparePairs, testEquivalence } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const comparison = comparePairs([0.01, -0.01, 0, 0.005])!;
 * assertEquals(testEquivalence(comparison, { margin: 0.05 }).equivalent, true);
 * assertEquals(testEquivalence(comparison, { margin: 0.005 }).equivalent, false);
 * ```
 *
 * D. J. Schuirmann, "A comparison of the two one-sided tests procedure and the power approach", Journal of
 * Pharmacokinetics and Biopharmaceutics 15 (1987).
 */
export function testEquivalence(
  { difference, standardError, degreesOfFreedom }: Pick<
    MeansComparison,
    "difference" | "standardError" | "degreesOfFreedom"
  >,
  { margin, significance = SIGNIFICANCE }: EquivalenceOptions,
): EquivalenceTest {
  const lower = studentTail((difference + margin) / standardError, degreesOfFreedom);
  const upper = studentTail((margin - difference) / standardError, degreesOfFreedom);
  const probability = Math.max(lower, upper);
  const half = studentQuantile(1 - significance, degreesOfFreedom) * standardError;
  return {
    lower,
    upper,
    probability,
    equivalent: probability <= significance,
    interval: [difference - half, difference + half],
  };
}
