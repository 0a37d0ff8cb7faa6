import type { KnownOptimizer } from "@descent/lab";

/** Pixels up to 255 make gradients larger, and good rates of plain gradient descent smaller than usual. */
const RATES: Readonly<Record<string, number>> = {
  sgd: 1e-2,
  momentum: 1e-3,
  rmsprop: 3e-4,
  adam: 1e-3,
};

/**
 * A learning rate that suits an optimizer on the conv net and the course's pixels, for a search to have its middle.
 *
 * @param optimizer The optimizer.
 * @returns The rate; of an optimizer that is not among the usual ones, its own default.
 *
 * @example
 * ```ts
 * import { convNetRate } from "@descent/experiments";
 * import { knownOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const adam = (await knownOptimizers([])).find(({ plugin }) => plugin.name === "adam")!;
 * assertEquals(convNetRate(adam), 1e-3);
 * ```
 */
export function convNetRate({ plugin: { name, hyperparameters } }: KnownOptimizer): number {
  return RATES[name] ?? hyperparameters.learningRate.default;
}
