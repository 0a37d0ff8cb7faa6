import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { epsilon, learningRate, momentumFactor, smoothingConstant } from "./_rows.ts";

/**
 * Centered RMSProp, scaled by the variance of the gradient: `v ← α·v + (1 − α)·g²`, `m ← α·m + (1 − α)·g`,
 * `u ← μ·u + g / (√(v − m²) + ε)`, `w ← w − η·u`, all zero at first.
 *
 * The form of PyTorch's `RMSprop(centered=True)`; the paper has ε = 1e-4 under the root and μ = 0.9. Steps grow
 * without bound where the gradient stays the same, as its variance goes to 0; a variance that rounding makes
 * negative counts as 0.
 *
 * Paper: Graves, "Generating sequences with recurrent neural networks", 2013, arXiv:1308.0850.
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
  hyperparameters: {
    learningRate: learningRate(1e-3),
    alpha: smoothingConstant("the moving averages of the gradient and the squared gradient"),
    momentum: momentumFactor(0),
    epsilon: epsilon(1e-8),
  },
  state: ["secondMoment", "firstMoment", "velocity"],
  scalars: { oneMinusAlpha: ({ alpha }) => 1 - alpha },
  update: (
    { w, g, secondMoment, firstMoment, velocity, learningRate, alpha, momentum, ...others },
  ) => {
    const { epsilon, oneMinusAlpha } = others;
    const nextSecond = alpha.mul(secondMoment).add(oneMinusAlpha.mul(g.square()));
    const nextFirst = alpha.mul(firstMoment).add(oneMinusAlpha.mul(g));
    const deviation = nextSecond.sub(nextFirst.square()).max(0).sqrt();
    const nextVelocity = momentum.mul(velocity).add(g.div(deviation.add(epsilon)));
    return {
      secondMoment: nextSecond,
      firstMoment: nextFirst,
      velocity: nextVelocity,
      w: w.sub(learningRate.mul(nextVelocity)),
    };
  },
});
