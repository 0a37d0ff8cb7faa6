import type { ProblemChoice } from "@descent/problems";
import type { KnownOptimizer } from "./known_optimizers.ts";
import { logSpaced } from "./log_spaced.ts";

/**
 * Learning rates to try with an optimizer on a problem: two decades around the problem's rate for it, else around the
 * optimizer's default.
 *
 * @category Search
 * @param problem The problem, with its table of rates.
 * @param optimizer The optimizer.
 * @param count How many, at least 2.
 * @returns The rates, smallest first.
 *
 * @example
 * ```ts
 * import { knownOptimizers, searchRates } from "@descent/lab";
 * import { chooseProblem, fullyConnected } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const adam = (await knownOptimizers([])).find(({ plugin }) => plugin.name === "adam")!;
 * assertEquals(searchRates(chooseProblem(fullyConnected), adam, 3), [0.0001, 0.001, 0.01]);
 * ```
 */
export function searchRates(
  problem: Pick<ProblemChoice, "learningRates">,
  optimizer: KnownOptimizer,
  count: number,
): number[] {
  const middle = startingRate(problem, optimizer);
  return logSpaced(middle / 10, middle * 10, count);
}

/**
 * The learning rate that a problem has for an optimizer, else the optimizer's default.
 *
 * @category Search
 * @param problem The problem, with its table of rates.
 * @param optimizer The optimizer.
 * @returns The rate.
 *
 * @example
 * ```ts
 * import { knownOptimizers, startingRate } from "@descent/lab";
 * import { chooseProblem, convNet } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const sgd = (await knownOptimizers([])).find(({ plugin }) => plugin.name === "sgd")!;
 * assertEquals(startingRate(chooseProblem(convNet), sgd), 0.01);
 * ```
 */
export function startingRate(
  { learningRates }: Pick<ProblemChoice, "learningRates">,
  { plugin: { name, hyperparameters } }: KnownOptimizer,
): number {
  return Object.hasOwn(learningRates, name)
    ? learningRates[name]
    : hyperparameters.learningRate.default;
}
