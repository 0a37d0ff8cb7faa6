/**
 * How the probabilities of several tests are made larger.
 *
 * @category Statistics
 */
export type Adjustment = "holm" | "benjamini-hochberg";

/**
 * Makes probabilities of several tests larger. Holm's method keeps the chance of calling any true null hypothesis false
 * as small as it would be for one test alone, Benjamini and Hochberg's the expected share of such mistakes among what is
 * called false.
 *
 * `p'₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) · p₍ⱼ₎)`, or `min over j ≥ i of min(1, m/j · p₍ⱼ₎)`, the m probabilities
 * in rising order.
 *
 * @category Statistics
 * @param probabilities One for each test, from 0 to 1.
 * @param method Which; default `"holm"`.
 * @returns The adjusted ones, in the same order.
 *
 * @example Of two tests the surer one counts twice
 * ```ts
 * import { adjustProbabilities } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(adjustProbabilities([0.04, 0.01]), [0.04, 0.02]);
 * assertEquals(adjustProbabilities([0.04, 0.01], "benjamini-hochberg"), [0.04, 0.02]);
 * ```
 *
 * S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 * Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995).
 */
export function adjustProbabilities(
  probabilities: readonly number[],
  method: Adjustment = "holm",
): number[] {
  const adjusted = new Array<number>(probabilities.length);
  const count = probabilities.length;
  const rising = probabilities.map((_, index) => index)
    .sort((a, b) => probabilities[a] - probabilities[b]);
  if (method === "holm") {
    let largest = 0;
    for (const [place, index] of rising.entries()) {
      largest = Math.max(largest, Math.min(1, (count - place) * probabilities[index]));
      adjusted[index] = largest;
    }
    return adjusted;
  }
  let smallest = 1;
  for (let place = count - 1; place >= 0; place--) {
    const index = rising[place];
    smallest = Math.min(smallest, count * probabilities[index] / (place + 1));
    adjusted[index] = smallest;
  }
  return adjusted;
}
