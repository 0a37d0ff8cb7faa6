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
  const kept = [...values].sort((a, b) => a - b).slice(cut, values.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}
