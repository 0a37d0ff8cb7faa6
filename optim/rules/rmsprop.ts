import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate, smoothingConstant } from "./_rows.ts";
import { rmspropPaper } from "./_papers.ts";

/**
 * RMSProp: `v ← α·v + (1 − α)·g²`, `w ← w − η·g / (√v + ε)`, with `v` zero at first.
 *
 * ε is added to the root, as in PyTorch's `RMSprop` and the course's `rmsprop`; TensorFlow adds it under the
 * root. There is no bias correction, so the first steps are up to `1/√(1 − α)` times longer than later ones.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to v, which shows only where ε is as small.
 *
 * Source: Tieleman and Hinton, "Lecture 6.5: rmsprop", Neural Networks for Machine Learning, 2012.
 *
 * @category Optimizers
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
export const rmsprop: OptimizerPlugin<HyperparameterValues<"alpha" | "epsilon">> = ruleOptimizer({
  name: "rmsprop",
  title: "RMSProp",
  reference: "Tieleman and Hinton 2012",
  bibtex: rmspropPaper,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    alpha: smoothingConstant("the moving average of the squared gradient"),
    epsilon: epsilon(1e-8),
  },
  state: ["secondMoment"],
  scalars: { oneMinusAlpha: ({ alpha }) => 1 - alpha },
  update: ({ w, g, secondMoment, learningRate, alpha, epsilon, oneMinusAlpha }) => {
    const next = alpha.mul(secondMoment).add(oneMinusAlpha.mul(g.square()));
    return { secondMoment: next, w: w.sub(learningRate.mul(g).div(rootOf(next).add(epsilon))) };
  },
});
