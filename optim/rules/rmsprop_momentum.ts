import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { epsilon, keptShare, learningRate } from "./_rows.ts";

/**
 * RMSProp with momentum: `s ← ρ·s + (1 − ρ)·g²`, `u ← μ·u + g / (√s + ε)`, `w ← w − η·u`, all zero at first.
 *
 * The form of PyTorch's `RMSprop(momentum)`, whose velocity adds up scaled gradients. TensorFlow's adds up scaled
 * steps (`u ← μ·u + η·g / √(s + ε)`): the same path while the learning rate is constant, but for ε.
 *
 * Source: Tieleman and Hinton, "Lecture 6.5: rmsprop", Neural Networks for Machine Learning, 2012.
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
  HyperparameterValues<"decay" | "momentum" | "epsilon">
> = ruleOptimizer({
  name: "rmsprop-momentum",
  title: "RMSProp with momentum",
  reference: "Tieleman and Hinton 2012",
  hyperparameters: {
    learningRate: learningRate(1e-4),
    decay: keptShare(0.99, "mean square gradient"),
    momentum: keptShare(0.9, "velocity"),
    epsilon: epsilon(1e-8),
  },
  state: ["square", "velocity"],
  scalars: { gradientShare: ({ decay }) => 1 - decay },
  update: ({ w, g, square, velocity, learningRate, decay, momentum, epsilon, gradientShare }) => {
    const nextSquare = decay.mul(square).add(gradientShare.mul(g.square()));
    const nextVelocity = momentum.mul(velocity).add(g.div(nextSquare.sqrt().add(epsilon)));
    return {
      square: nextSquare,
      velocity: nextVelocity,
      w: w.sub(learningRate.mul(nextVelocity)),
    };
  },
});
