/**
 * Makes probabilities of several tests larger, by Holm's method, so that the chance of calling any true
 * null hypothesis false stays as small as it would be for one test alone.
 *
 * `p'₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) · p₍ⱼ₎)`, the m probabilities in rising order.
 *
 * @param probabilities One for each test, from 0 to 1.
 * @returns The adjusted ones, in the same order.
 *
 * @example Of two tests the surer one counts twice
 * ```ts
 * import { adjustProbabilities } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(adjustProbabilities([0.04, 0.01]), [0.04, 0.02]);
 * ```
 *
 * S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 */
export function adjustProbabilities(probabilities: readonly number[]): number[] {
  const adjusted = new Array<number>(probabilities.length);
  const rising = probabilities.map((_, index) => index)
    .sort((a, b) => probabilities[a] - probabilities[b]);
  let largest = 0;
  for (const [place, index] of rising.entries()) {
    largest = Math.max(largest, Math.min(1, (rising.length - place) * probabilities[index]));
    adjusted[index] = largest;
  }
  return adjusted;
}
