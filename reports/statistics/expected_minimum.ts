/**
 * Whether a draw is put back before the next.
 *
 * @category Statistics
 */
export type Replacement = "with" | "without";

/**
 * The tuning curve: the lowest loss that a search of k trials is expected to find, for every k.
 *
 * Without replacement `Σᵢ v₍ᵢ₎ C(n−i, k−1) / C(n, k)`, which is unbiased; with it `Σᵢ v₍ᵢ₎ (((n−i+1)/n)ᵏ − ((n−i)/n)ᵏ)`,
 * v in rising order.
 *
 * @category Statistics
 * @param values The losses of n trials.
 * @param replacement Which; default `"without"`.
 * @returns Entry k - 1 is that of k trials, k from 1 to n.
 *
 * @example
 * ```ts
 * import { expectedMinimum } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(expectedMinimum([1, 3]), [2, 1]);
 * assertEquals(expectedMinimum([1, 3], "with"), [2, 1.5]);
 * ```
 *
 * J. Dodge et al., "Show your work: improved reporting of experimental results", EMNLP 2019; "Expected validation
 * performance and estimation of a random variable's maximum", Findings of EMNLP 2021.
 */
export function expectedMinimum(
  values: readonly number[],
  replacement: Replacement = "without",
): number[] {
  const rising = [...values].sort((a, b) => a - b);
  const n = rising.length;
  return rising.map((_, index) => {
    const k = index + 1;
    if (replacement === "with") {
      return rising.reduce((sum, value, i) => {
        return sum + value * (((n - i) / n) ** k - ((n - i - 1) / n) ** k);
      }, 0);
    }
    // The probability that the i-th smallest is the smallest drawn, from that of the one before.
    let weight = k / n;
    let sum = 0;
    for (let i = 0; i <= n - k; i++) {
      sum += weight * rising[i];
      weight *= (n - i - k) / (n - i - 1);
    }
    return sum;
  });
}
