import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate, momentumFactor, smoothingConstant } from "./_rows.ts";
import { rmspropPaper } from "./_papers.ts";

/**
 * RMSProp with momentum: `v ← α·v + (1 − α)·g²`, `u ← μ·u + g / (√v + ε)`, `w ← w − η·u`, all zero at first.
 *
 * The form of PyTorch's `RMSprop(momentum)`, whose velocity adds up scaled gradients. TensorFlow's adds up scaled
 * steps (`u ← μ·u + η·g / √(v + ε)`): the same path while the learning rate is constant, but for ε.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to v, which shows only where ε is as small.
 *
 * Source: Tieleman and Hinton, "Lecture 6.5: rmsprop", Neural Networks for Machine Learning, 2012.
 *
 * @category Optimizers
 *
 * @example The velocity carries a step on where the gradient is 0
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, rmspropMomentum } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([2], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: rmspropMomentum, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * assertAlmostEquals(value.data[0], 0.9, 1e-6);
 * gradient.data[0] = 0;
 * optimizer.step({ step: 2, learningRate: 0.01 });
 * assertAlmostEquals(value.data[0], 0.9 - 0.09, 1e-6);
 * ```
 */
export const rmspropMomentum: OptimizerPlugin<
  HyperparameterValues<"alpha" | "momentum" | "epsilon">
> = ruleOptimizer({
  name: "rmsprop-momentum",
  title: "RMSProp with momentum",
  reference: "Tieleman and Hinton 2012",
  bibtex: rmspropPaper,
  hyperparameters: {
    learningRate: learningRate(1e-4),
    alpha: smoothingConstant("the moving average of the squared gradient"),
    momentum: momentumFactor(0.9),
    epsilon: epsilon(1e-8),
  },
  state: ["secondMoment", "velocity"],
  scalars: { oneMinusAlpha: ({ alpha }) => 1 - alpha },
  update: (
    { w, g, secondMoment, velocity, learningRate, alpha, momentum, epsilon, oneMinusAlpha },
  ) => {
    const nextSecond = alpha.mul(secondMoment).add(oneMinusAlpha.mul(g.square()));
    const nextVelocity = momentum.mul(velocity).add(g.div(rootOf(nextSecond).add(epsilon)));
    return {
      secondMoment: nextSecond,
      velocity: nextVelocity,
      w: w.sub(learningRate.mul(nextVelocity)),
    };
  },
});
