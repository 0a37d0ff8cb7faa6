import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate } from "./_rows.ts";
import { adamPaper } from "./_papers.ts";

/**
 * Adam in the form of Keras and TensorFlow, the paper's faster variant: m and v as in {@linkcode adam},
 * `w ← w − η·√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)`.
 *
 * ε is added to the root before its correction, so that it weighs more in the first steps.
 *
 * Paper: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv:1412.6980.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, adamKeras } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adamKeras, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const adamKeras: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2" | "epsilon">> =
  ruleOptimizer({
    name: "adam-keras",
    title: "Adam (Keras)",
    reference: "Kingma and Ba 2015, arXiv:1412.6980",
    bibtex: adamPaper,
    hyperparameters: { learningRate: learningRate(1e-3), ...adamRows, epsilon: epsilon(1e-7) },
    state: ["firstMoment", "secondMoment"],
    scalars: {
      ...momentWeights,
      stepSize: ({ step, learningRate, beta1, beta2 }) =>
        learningRate * Math.sqrt(biasCorrection(beta2, step)) / biasCorrection(beta1, step),
    },
    update: ({ w, g, firstMoment, secondMoment, beta1, beta2, epsilon, ...scalars }) => {
      const { oneMinusBeta1, oneMinusBeta2, stepSize } = scalars;
      const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
      const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
      const change = stepSize.mul(nextFirst).div(rootOf(nextSecond).add(epsilon));
      return { firstMoment: nextFirst, secondMoment: nextSecond, w: w.sub(change) };
    },
  });
