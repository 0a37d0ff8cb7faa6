import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { epsilon, keptShare, learningRate } from "./_rows.ts";

/**
 * RMSProp: `s ← ρ·s + (1 − ρ)·g²`, `w ← w − η·g / (√s + ε)`, with `s` zero at first.
 *
 * ε is added to the root, as in PyTorch's `RMSprop` and the course's `rmsprop`; TensorFlow adds it under the
 * root. There is no bias correction, so the first steps are up to `1/√(1 − ρ)` times longer than later ones.
 *
 * Source: Tieleman and Hinton, "Lecture 6.5: rmsprop", Neural Networks for Machine Learning, 2012.
 *
 * @example The first step does not depend on the gradient's length
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, rmsprop } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 1], [2], "f64"), gradient = arena.from([0.5, 50], [2], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: rmsprop, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * assertAlmostEquals(value.data[0], 0.9, 1e-6);
 * assertAlmostEquals(value.data[1], 0.9, 1e-6);
 * ```
 */
export const rmsprop: OptimizerPlugin<HyperparameterValues<"decay" | "epsilon">> = ruleOptimizer({
  name: "rmsprop",
  title: "RMSProp",
  reference: "Tieleman and Hinton 2012",
  hyperparameters: {
    learningRate: learningRate(1e-3),
    decay: keptShare(0.99, "mean square gradient"),
    epsilon: epsilon(1e-8),
  },
  state: ["square"],
  scalars: { gradientShare: ({ decay }) => 1 - decay },
  update: ({ w, g, square, learningRate, decay, epsilon, gradientShare }) => {
    const next = decay.mul(square).add(gradientShare.mul(g.square()));
    return { square: next, w: w.sub(learningRate.mul(g).div(next.sqrt().add(epsilon))) };
  },
});
