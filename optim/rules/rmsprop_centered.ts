import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { epsilon, keptShare, learningRate } from "./_rows.ts";

/**
 * RMSProp by the variance of the gradient: `s ← ρ·s + (1 − ρ)·g²`, `m ← ρ·m + (1 − ρ)·g`,
 * `u ← μ·u + g / (√(s − m²) + ε)`, `w ← w − η·u`, all zero at first.
 *
 * The form of PyTorch's `RMSprop(centered=True)`; the paper has ε = 1e-4 under the root and μ = 0.9. Steps grow
 * without bound where the gradient stays the same, as its variance goes to 0; a variance that rounding makes
 * negative counts as 0.
 *
 * Paper: Graves, "Generating sequences with recurrent neural networks", 2013, arXiv:1308.0850.
 *
 * @example The first step is longer than that of RMSProp by 1/√ρ
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
  HyperparameterValues<"decay" | "momentum" | "epsilon">
> = ruleOptimizer({
  name: "rmsprop-centered",
  title: "Centered RMSProp",
  reference: "Graves 2013, arXiv:1308.0850",
  hyperparameters: {
    learningRate: learningRate(1e-3),
    decay: keptShare(0.99, "mean and the mean square gradient"),
    momentum: keptShare(0, "velocity"),
    epsilon: epsilon(1e-8, "standard deviation of the gradient"),
  },
  state: ["square", "mean", "velocity"],
  scalars: { gradientShare: ({ decay }) => 1 - decay },
  update: ({ w, g, square, mean, velocity, learningRate, decay, momentum, ...others }) => {
    const { epsilon, gradientShare } = others;
    const nextSquare = decay.mul(square).add(gradientShare.mul(g.square()));
    const nextMean = decay.mul(mean).add(gradientShare.mul(g));
    const deviation = nextSquare.sub(nextMean.square()).max(0).sqrt();
    const nextVelocity = momentum.mul(velocity).add(g.div(deviation.add(epsilon)));
    return {
      square: nextSquare,
      mean: nextMean,
      velocity: nextVelocity,
      w: w.sub(learningRate.mul(nextVelocity)),
    };
  },
});
