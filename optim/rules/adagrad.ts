import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate } from "./_rows.ts";

/**
 * Adagrad: `s ← s + g²`, `w ← w − η / (1 + (t − 1)·d) · g / (√s + ε)` at step t, counted from 1.
 *
 * ε is added to the root and the accumulator s begins at `initialAccumulatorValue`, as in PyTorch's `Adagrad`, whose
 * `lr_decay` is `learningRateDecay` d.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to s, which shows only where ε is as small.
 *
 * Paper: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization",
 * 2011.
 *
 * @category Optimizers
 *
 * @example Equal gradients make steps of η, η/√2, η/√3 …
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adagrad, createOptimizer } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([3], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adagrad, parameters });
 * for (let step = 1; step <= 2; step++) {
 *   optimizer.step({ step, learningRate: 0.1 });
 * }
 * assertAlmostEquals(value.data[0], 1 - 0.1 - 0.1 / Math.SQRT2, 1e-9);
 * ```
 */
export const adagrad: OptimizerPlugin<
  HyperparameterValues<"learningRateDecay" | "initialAccumulatorValue" | "epsilon">
> = ruleOptimizer({
  name: "adagrad",
  title: "Adagrad",
  reference: "Duchi, Hazan and Singer 2011",
  bibtex: `@article{duchi2011adaptive,
  author = {Duchi, John and Hazan, Elad and Singer, Yoram},
  title = {Adaptive subgradient methods for online learning and stochastic optimization},
  journal = {Journal of Machine Learning Research}, volume = {12}, year = {2011},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-2),
    learningRateDecay: {
      default: 0,
      range: [0, 1e9],
      scale: "linear",
      doc:
        "Learning-rate decay d: after t steps the learning rate is divided by 1 + t·d, besides the schedule.",
    },
    initialAccumulatorValue: {
      default: 0,
      range: [0, 1e9],
      scale: "linear",
      doc: "Initial value of the accumulator, the sum of squared gradients.",
    },
    epsilon: epsilon(1e-10),
  },
  state: ["accumulator"],
  initial: { accumulator: ({ initialAccumulatorValue }) => initialAccumulatorValue },
  scalars: {
    stepSize: ({ step, learningRate, learningRateDecay }) =>
      learningRate / (1 + (step - 1) * learningRateDecay),
  },
  update: ({ w, g, accumulator, epsilon, stepSize }) => {
    const next = accumulator.add(g.square());
    return { accumulator: next, w: w.sub(stepSize.mul(g).div(rootOf(next).add(epsilon))) };
  },
});
