import { longAverages } from "../_search_distributions.ts";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { decayRate, epsilon, learningRate, momentumFactor } from "./_rows.ts";
import { rootOf } from "./_root_of.ts";
import { rmspropPaper } from "./_papers.ts";

/**
 * RMSProp in the form of Keras and TensorFlow: `v ← ρ·v + (1 − ρ)·g²`, `u ← μ·u + η·g / √(v + ε)`, `w ← w − u`.
 *
 * ε is inside the root, and the rate inside the velocity; see {@linkcode rmsprop} for PyTorch's form. TensorFlow's older
 * optimizer starts v at 1.
 *
 * Reference: Hinton, "Neural networks for machine learning", lecture 6e, 2012.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, rmspropKeras } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: rmspropKeras, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const rmspropKeras: OptimizerPlugin<HyperparameterValues<"rho" | "momentum" | "epsilon">> =
  ruleOptimizer({
    name: "rmsprop-keras",
    title: "RMSProp (Keras)",
    reference: "Tieleman and Hinton 2012",
    bibtex: rmspropPaper,
    hyperparameters: {
      learningRate: learningRate(1e-3),
      rho: { ...decayRate(0.9, "the squared gradient's average"), search: longAverages },
      momentum: momentumFactor(0),
      epsilon: epsilon(1e-7, "the squared gradient's average, inside the root,"),
    },
    state: ["squareAverage", "velocity"],
    scalars: { squareWeight: ({ rho }) => 1 - rho },
    update: ({ w, g, squareAverage, velocity, learningRate, rho, momentum, ...scalars }) => {
      const { squareWeight, epsilon } = scalars;
      const square = rho.mul(squareAverage).add(squareWeight.mul(g.square()));
      const next = momentum.mul(velocity).add(learningRate.mul(g).div(rootOf(square.add(epsilon))));
      return { squareAverage: square, velocity: next, w: w.sub(next) };
    },
  });
