import { expectedMinimum } from "./expected_minimum.ts";

/**
 * Tunability: the mean height of the tuning curve, in which small budgets weigh more, `ω = Σₖ wₖ E[min of k]` with
 * `wₖ ∝ 1/k` and `Σₖ wₖ = 1`. A rule that is good at once has a lower one than a rule that gets there by many trials.
 *
 * The curve is that without replacement, and the sum ends at half of the trials: beyond it the curve is more and more the
 * lowest loss of this very search.
 *
 * @category Statistics
 * @param losses The losses of n trials, or their logarithms; at least one.
 * @returns ω, in the unit of the losses.
 *
 * @example Of four trials two budgets count, with weights 2/3 and 1/3
 * ```ts
 * import { tunability } from "@descent/reports";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // The mean is 2.5, and the lowest of two is 10/6 in the mean.
 * assertAlmostEquals(tunability([1, 2, 3, 4]), 2 / 3 * 2.5 + 1 / 3 * 10 / 6);
 * ```
 *
 * P. T. Sivaprasad, F. Mai, T. Vogels, M. Jaggi, F. Fleuret, "Optimizer benchmarking needs to account for hyperparameter
 * tuning", ICML 2020, arXiv:1910.11758.
 */
export function tunability(losses: readonly number[]): number {
  const curve = expectedMinimum(losses).slice(0, Math.max(1, Math.floor(losses.length / 2)));
  const harmonic = curve.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return curve.reduce((sum, expected, index) => sum + expected / (index + 1), 0) / harmonic;
}
