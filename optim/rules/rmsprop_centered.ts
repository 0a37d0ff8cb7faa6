import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate, momentumFactor, smoothingConstant } from "./_rows.ts";

/**
 * Centered RMSProp, scaled by the variance of the gradient: `s ← α·(s + (1 − α)·(g − m)²)`, then
 * `m ← α·m + (1 − α)·g`, `u ← μ·u + g / (√s + ε)`, `w ← w − η·u`, all zero at first.
 *
 * The form of PyTorch's `RMSprop(centered=True)`; the paper has ε = 1e-4 under the root and μ = 0.9. Both have the
 * variance s as `v − m²`, with the moving average v of g²: the same number, but where the gradient hardly changes the
 * difference has no digits left. Steps grow where the gradient stays the same, as its variance goes to 0.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to s, which shows only where ε is as small.
 *
 * Paper: Graves, "Generating sequences with recurrent neural networks", 2013, arXiv:1308.0850.
 *
 * @category Optimizers
 *
 * @example The first step is longer than that of RMSProp by 1/√α
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, rmspropCentered } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([2], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: rmspropCentered, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * assertAlmostEquals(value.data[0], 1 - 0.1 / Math.sqrt(0.99), 1e-6);
 * ```
 */
export const rmspropCentered: OptimizerPlugin<
  HyperparameterValues<"alpha" | "momentum" | "epsilon">
> = ruleOptimizer({
  name: "rmsprop-centered",
  title: "Centered RMSProp",
  reference: "Graves 2013, arXiv:1308.0850",
  bibtex: `@article{graves2013generating,
  author = {Graves, Alex},
  title = {Generating sequences with recurrent neural networks},
  year = {2013}, eprint = {1308.0850}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    alpha: smoothingConstant("the moving averages of the gradient and the squared gradient"),
    momentum: momentumFactor(0),
    epsilon: epsilon(1e-8),
  },
  state: ["variance", "firstMoment", "velocity"],
  scalars: { oneMinusAlpha: ({ alpha }) => 1 - alpha },
  update: (
    { w, g, variance, firstMoment, velocity, learningRate, alpha, momentum, ...others },
  ) => {
    const { epsilon, oneMinusAlpha } = others;
    const change = oneMinusAlpha.mul(g.sub(firstMoment).square());
    const nextVariance = alpha.mul(variance.add(change));
    const nextFirst = alpha.mul(firstMoment).add(oneMinusAlpha.mul(g));
    const nextVelocity = momentum.mul(velocity).add(g.div(rootOf(nextVariance).add(epsilon)));
    return {
      variance: nextVariance,
      firstMoment: nextFirst,
      velocity: nextVelocity,
      w: w.sub(learningRate.mul(nextVelocity)),
    };
  },
});
