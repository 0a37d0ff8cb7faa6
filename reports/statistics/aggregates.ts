import { mannWhitney } from "./mann_whitney.ts";

/**
 * The interquartile mean: the mean without the ⌊n/4⌋ smallest and the ⌊n/4⌋ largest values.
 *
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

/**
 * The probability of improvement: how often a run of one method has the larger value than a run of another, on each
 * problem, and the mean over problems.
 *
 * @param first The values of one method: a list of runs for each problem.
 * @param second Those of the other, for the same problems.
 * @returns The probability on each problem, ties counted half, and their mean.
 *
 * @example
 * ```ts
 * import { probabilityOfImprovement } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const { perProblem, mean } = probabilityOfImprovement([[3, 4], [1, 1]], [[1, 2], [1, 1]]);
 * assertEquals([perProblem, mean], [[1, 0.5], 0.75]);
 * ```
 *
 * R. Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021.
 */
export function probabilityOfImprovement(
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
): { readonly perProblem: readonly number[]; readonly mean: number } {
  const perProblem = first.map((runs, problem) =>
    mannWhitney(runs, second[problem]).probabilityGreater
  );
  return {
    perProblem,
    mean: perProblem.reduce((sum, each) => sum + each, 0) / perProblem.length,
  };
}
