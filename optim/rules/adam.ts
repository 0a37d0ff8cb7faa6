import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate } from "./_rows.ts";
import { adamPaper } from "./_papers.ts";

/**
 * Adam: `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`, `w ← w − η·m̂ / (√v̂ + ε)` with
 * `m̂ = m / (1 − β₁ᵗ)` and `v̂ = v / (1 − β₂ᵗ)` at step t, counted from 1.
 *
 * ε is added to the corrected root, as in the paper's algorithm, PyTorch's `Adam` and the course's
 * `adam`; the paper's faster variant and TensorFlow add it to `√v` before correction.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to v, which shows only where ε is as small.
 *
 * Paper: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv:1412.6980.
 *
 * @category Optimizers
 *
 * @example The first step is as long as the learning rate
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 1], [2], "f64"), gradient = arena.from([0.5, -50], [2], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adam, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * assertAlmostEquals(value.data[0], 0.99, 1e-7);
 * assertAlmostEquals(value.data[1], 1.01, 1e-7);
 * ```
 */
export const adam: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2" | "epsilon">> =
  ruleOptimizer({
    name: "adam",
    title: "Adam",
    reference: "Kingma and Ba 2015, arXiv:1412.6980",
    bibtex: adamPaper,
    hyperparameters: { learningRate: learningRate(1e-3), ...adamRows },
    state: ["firstMoment", "secondMoment"],
    scalars: {
      ...momentWeights,
      // √v / √(1 − β₂ᵗ) + ε in the denominator, with numerator and denominator times √(1 − β₂ᵗ).
      stepSize: ({ step, learningRate, beta1, beta2 }) =>
        learningRate * Math.sqrt(biasCorrection(beta2, step)) / biasCorrection(beta1, step),
      scaledEpsilon: ({ step, beta2, epsilon }) => epsilon * Math.sqrt(biasCorrection(beta2, step)),
    },
    update: ({ w, g, firstMoment, secondMoment, beta1, beta2, ...scalars }) => {
      const { oneMinusBeta1, oneMinusBeta2, stepSize, scaledEpsilon } = scalars;
      const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
      const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
      const change = stepSize.mul(nextFirst).div(rootOf(nextSecond).add(scaledEpsilon));
      return { firstMoment: nextFirst, secondMoment: nextSecond, w: w.sub(change) };
    },
  });
