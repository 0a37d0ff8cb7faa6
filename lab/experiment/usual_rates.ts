import type { KnownOptimizer } from "./known_optimizers.ts";
import { logSpaced } from "./log_spaced.ts";

/** Good rates for pixels from 0 to 1 and nets of a few layers. */
const MIDDLES: Readonly<Record<string, number>> = {
  sgd: 0.1,
  momentum: 0.01,
  rmsprop: 1e-3,
  adam: 1e-3,
};

/**
 * Learning rates to try with an optimizer on pixels from 0 to 1: two decades around where it usually learns.
 *
 * @param optimizer The optimizer; one that is not among the usual ones has its default rate in the middle.
 * @param count How many, at least 2.
 * @returns The rates, smallest first.
 *
 * @example
 * ```ts
 * import { knownOptimizers, usualRates } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const adam = (await knownOptimizers([])).find(({ plugin }) => plugin.name === "adam")!;
 * assertEquals(usualRates(adam, 3), [0.0001, 0.001, 0.01]);
 * ```
 */
export function usualRates({ plugin }: KnownOptimizer, count: number): number[] {
  const { name, hyperparameters } = plugin;
  const middle = MIDDLES[name] ?? hyperparameters.learningRate.default;
  return logSpaced(middle / 10, middle * 10, count);
}
