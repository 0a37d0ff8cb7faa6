import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate } from "./_rows.ts";

/**
 * Stochastic gradient descent: `w ← w − η·g`.
 *
 * The same as PyTorch's `SGD` without momentum and the course's `sgd`.
 *
 * Paper: Robbins and Monro, "A stochastic approximation method", 1951.
 *
 * @category Optimizers
 *
 * @example One step
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 2]), gradient = arena.from([2, -2]);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: sgd, parameters });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals([...value.data], [0, 3]);
 * ```
 */
export const sgd: OptimizerPlugin = ruleOptimizer({
  name: "sgd",
  title: "SGD",
  reference: "Robbins and Monro 1951",
  bibtex: `@article{robbins1951stochastic,
  author = {Robbins, Herbert and Monro, Sutton},
  title = {A stochastic approximation method},
  journal = {The Annals of Mathematical Statistics}, volume = {22}, year = {1951},
}`,
  hyperparameters: { learningRate: learningRate(0.3) },
  update: ({ w, g, learningRate }) => ({ w: w.sub(learningRate.mul(g)) }),
});
