import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { decayRate, epsilon, learningRate } from "./_rows.ts";
import { adamPaper } from "./_papers.ts";

/**
 * Adamax, Adam with a weighted infinity norm u of the gradients in place of the second moment:
 * `m ← β₁·m + (1 − β₁)·g`, `u ← max(β₂·u, |g| + ε)`, `w ← w − η / (1 − β₁ᵗ) · m / u` at step t, counted from 1.
 *
 * The form of PyTorch's `Adamax`; the paper has no ε.
 *
 * Paper: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv:1412.6980, section 7.1.
 *
 * @category Optimizers
 *
 * @example The first step is as long as the learning rate
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adamax, createOptimizer } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 1], [2], "f64"), gradient = arena.from([0.5, -50], [2], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adamax, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * assertAlmostEquals(value.data[0], 0.99, 1e-7);
 * assertAlmostEquals(value.data[1], 1.01, 1e-7);
 * ```
 */
export const adamax: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2" | "epsilon">> =
  ruleOptimizer({
    name: "adamax",
    title: "Adamax",
    reference: "Kingma and Ba 2015, arXiv:1412.6980",
    bibtex: adamPaper,
    hyperparameters: {
      learningRate: learningRate(5e-3),
      beta1: adamRows.beta1,
      beta2: decayRate(0.999, "the weighted infinity norm, the largest gradient"),
      epsilon: epsilon(1e-8, "the magnitude of each gradient"),
    },
    state: ["firstMoment", "infinityNorm"],
    scalars: {
      oneMinusBeta1: momentWeights.oneMinusBeta1,
      stepSize: ({ step, learningRate, beta1 }) => learningRate / biasCorrection(beta1, step),
    },
    update: (
      { w, g, firstMoment, infinityNorm, beta1, beta2, epsilon, oneMinusBeta1, stepSize },
    ) => {
      const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
      const nextNorm = beta2.mul(infinityNorm).max(g.abs().add(epsilon));
      const change = stepSize.mul(nextFirst).div(nextNorm);
      return { firstMoment: nextFirst, infinityNorm: nextNorm, w: w.sub(change) };
    },
  });
