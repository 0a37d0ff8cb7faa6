import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate, positive, wholeNumber } from "./_rows.ts";

/**
 * ASGD, averaged gradient descent: with `ηₜ = η / (1 + λ·η·(t − 1))^α`, `w ← w·(1 − σ·ηₜ) − ηₜ·g`, and the average
 * `a ← a + μ·(w − a)` with μ = 1 until step t₀ + 2, then `1 / (t − 1 − t₀)`; a is evaluated.
 *
 * The form of PyTorch's `ASGD`, whose `ax` is a, and whose `lambd` is both λ and σ. Its weight decay is that of {@linkcode withWeightDecay}.
 *
 * Paper: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, asgd } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: asgd, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.1 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const asgd: OptimizerPlugin<
  HyperparameterValues<"lambda" | "shrinkage" | "alpha" | "averageFrom">
> = ruleOptimizer({
  name: "asgd",
  title: "ASGD",
  reference: "Polyak and Juditsky 1992",
  bibtex: `@article{polyak1992acceleration,
  author = {Polyak, Boris T. and Juditsky, Anatoli B.},
  title = {Acceleration of stochastic approximation by averaging},
  journal = {SIAM Journal on Control and Optimization}, volume = {30}, year = {1992},
}`,
  hyperparameters: {
    learningRate: learningRate(0.3),
    lambda: positive(1e-4, "Decay λ of the rate."),
    shrinkage: {
      default: 0,
      range: [0, 1e9],
      scale: "linear",
      doc: "Decay σ of all weights, a coefficient that the rate scales.",
    },
    alpha: {
      default: 0.75,
      range: [0, 10],
      scale: "linear",
      search: { uniform: [0.5, 1] },
      doc: "Power α of the rate's decay.",
    },
    averageFrom: wholeNumber(0, [0, 1e9], "Step t₀ after which weights are averaged."),
  },
  state: ["average"],
  evaluated: "average",
  scalars: {
    rate: ({ step, learningRate, lambda, alpha }) =>
      learningRate / (1 + lambda * learningRate * (step - 1)) ** alpha,
    share: ({ step, averageFrom }) => step === 1 ? 1 : 1 / Math.max(1, step - 1 - averageFrom),
  },
  update: ({ w, g, average, shrinkage, rate, share }) => {
    const next = w.sub(shrinkage.mul(rate).mul(w)).sub(rate.mul(g));
    return { w: next, average: average.add(share.mul(next.sub(average))) };
  },
});
