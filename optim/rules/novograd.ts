import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { tensorRule } from "../tensor_rule.ts";
import { decayRate, epsilon, learningRate, onOff, weightDecay } from "./_rows.ts";

/**
 * NovoGrad, momentum of gradients that are scaled by one second moment for each tensor: `v ← β₂·v + (1 − β₂)·‖g‖²`, `‖g‖²` in
 * the first step, `u = g / (√v + ε) + λ·w`, `m ← β₁·m + u`, `w ← w − η·m`.
 *
 * The form of the paper and of optax; with `averaged` `m ← β₁·m + (1 − β₁)·u`.
 *
 * Paper: Ginsburg et al., "Stochastic gradient methods with layer-wise adaptive moments", 2019, arXiv:1905.11286.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, novograd } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: novograd, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const novograd: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "epsilon" | "weightDecay" | "averaged">
> = tensorRule({
  name: "novograd",
  title: "NovoGrad",
  reference: "Ginsburg et al. 2019, arXiv:1905.11286",
  bibtex: `@article{ginsburg2019stochastic,
  author = {Ginsburg, Boris and others},
  title = {Stochastic gradient methods with layer-wise adaptive moments for training of deep networks},
  year = {2019}, eprint = {1905.11286}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-2),
    beta1: decayRate(0.9, "the momentum"),
    beta2: decayRate(0.25, "the squared norm of the gradient"),
    epsilon: epsilon(1e-8),
    weightDecay: weightDecay(0, "in the direction, before the momentum"),
    averaged: onOff(false, "Whether the momentum is an average, not a sum."),
  },
  state: ["momentum"],
  numbers: { secondMoment: 0, scale: 0, weight: 0 },
  stages: [{
    prepare: (numbers, { step, beta1, beta2, epsilon, averaged }, measure) => {
      const square = measure.norm("g") ** 2;
      numbers.secondMoment = step === 1
        ? square
        : beta2 * numbers.secondMoment + (1 - beta2) * square;
      numbers.weight = averaged ? 1 - beta1 : 1;
      numbers.scale = 1 / Math.max(Math.sqrt(numbers.secondMoment) + epsilon, 1e-30);
    },
    update: ({ w, g, momentum, learningRate, beta1, weightDecay, scale, weight }) => {
      const direction = g.mul(scale).add(weightDecay.mul(w));
      const next = beta1.mul(momentum).add(weight.mul(direction));
      return { momentum: next, w: w.sub(learningRate.mul(next)) };
    },
  }],
});
