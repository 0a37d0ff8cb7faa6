/**
 * The interquartile mean: the mean without the ⌊n/4⌋ smallest and the ⌊n/4⌋ largest values.
 *
 * @category Statistics
 * @param values The values, at least one, such as scores of all runs on all problems.
 * @returns The mean of those in the middle.
 *
 * @example
 * ```ts
 * import { interquartileMean } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(interquartileMean([1, 2, 4, 100]), 3);
 * ```
 *
 * R. Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021.
 */
export function interquartileMean(values: readonly number[]): number {
  const cut = Math.floor(values.length / 4);
  // Typed arrays are sorted by value, ten times as fast as by a function: bootstraps do it 100,000 times.
  const kept = Float64Array.from(values).sort().subarray(cut, values.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}
