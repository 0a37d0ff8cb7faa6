import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate, momentumFactor } from "./_rows.ts";

/**
 * SGD with Nesterov's momentum: `u ← μ·u + g`, `w ← w − η·(g + μ·u)`.
 *
 * The form of PyTorch's `SGD(nesterov=True)`: the stored weights are the point looked ahead to, at which
 * the gradient is taken. Nesterov's paper stores the point before it.
 *
 * Papers: Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983;
 * Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013.
 *
 * @category Optimizers
 *
 * @example The first step already looks ahead
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, nesterov } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([4]), gradient = arena.from([2]);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const hyperparameters = { momentum: 0.5 };
 * const optimizer = createOptimizer({ plugin: nesterov, parameters, hyperparameters });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals(value.data[0], 2.5);
 * ```
 */
export const nesterov: OptimizerPlugin<HyperparameterValues<"momentum">> = ruleOptimizer({
  name: "nesterov",
  title: "Nesterov momentum",
  reference: "Nesterov 1983; Sutskever et al. 2013",
  bibtex: `@article{nesterov1983method,
  author = {Nesterov, Yurii},
  title = {A method of solving a convex programming problem with convergence rate {O}(1/k²)},
  journal = {Soviet Mathematics Doklady}, volume = {27}, year = {1983},
}
@inproceedings{sutskever2013importance,
  author = {Sutskever, Ilya and Martens, James and Dahl, George and Hinton, Geoffrey},
  title = {On the importance of initialization and momentum in deep learning},
  booktitle = {ICML}, year = {2013},
}`,
  hyperparameters: {
    learningRate: learningRate(0.05),
    momentum: momentumFactor(0.9),
  },
  state: ["velocity"],
  update: ({ w, g, velocity, learningRate, momentum }) => {
    const next = momentum.mul(velocity).add(g);
    return { velocity: next, w: w.sub(learningRate.mul(g.add(momentum.mul(next)))) };
  },
});
