import { mannWhitney } from "./mann_whitney.ts";

/**
 * The probability of improvement: how often a run of one method has the larger value than a run of another, on each
 * problem, and the mean over problems.
 *
 * @category Statistics
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
