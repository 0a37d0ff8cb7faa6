import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate, momentumFactor } from "./_rows.ts";

/**
 * SGD with momentum: `u ← μ·u + (1 − d)·g`, `w ← w − η·u`, where `u` is the first gradient after the first step.
 * Without momentum (μ = 0) dampening does nothing.
 *
 * The form of PyTorch's `SGD(momentum, dampening)`. The course's `sgd_momentum` keeps `v = −η·u` instead
 * (`v ← μ·v − η·g`, `w ← w + v`): the same path while the learning rate is constant; when it changes, `u` takes
 * the new rate at once, `v` only for new gradients.
 *
 * Papers: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964;
 * Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013.
 *
 * @category Optimizers
 *
 * @example The second step is longer than the first
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, momentum } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([4]), gradient = arena.from([2]);
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const hyperparameters = { momentum: 0.5 };
 * const optimizer = createOptimizer({ plugin: momentum, parameters, hyperparameters });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals(value.data[0], 3);
 * optimizer.step({ step: 2, learningRate: 0.5 });
 * assertEquals(value.data[0], 1.5);
 * ```
 */
export const momentum: OptimizerPlugin<HyperparameterValues<"momentum" | "dampening">> =
  ruleOptimizer({
    name: "momentum",
    title: "Momentum",
    reference: "Polyak 1964",
    bibtex: `@article{polyak1964methods,
  author = {Polyak, Boris T.},
  title = {Some methods of speeding up the convergence of iteration methods},
  journal = {USSR Computational Mathematics and Mathematical Physics}, volume = {4}, year = {1964},
}`,
    hyperparameters: {
      learningRate: learningRate(0.05),
      momentum: momentumFactor(0.9),
      dampening: {
        default: 0,
        range: [0, 1],
        scale: "linear",
        doc:
          "Dampening for momentum: the gradients after the first are multiplied by 1 minus it, unless the momentum is 0.",
      },
    },
    state: ["velocity"],
    scalars: {
      gradientWeight: ({ step, momentum, dampening }) =>
        step === 1 || momentum === 0 ? 1 : 1 - dampening,
    },
    update: ({ w, g, velocity, learningRate, momentum, gradientWeight }) => {
      const next = momentum.mul(velocity).add(gradientWeight.mul(g));
      return { velocity: next, w: w.sub(learningRate.mul(next)) };
    },
  });
