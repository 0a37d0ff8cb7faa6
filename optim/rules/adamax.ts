import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, adamShares, filled } from "./_adam_parts.ts";
import { epsilon, keptShare, learningRate } from "./_rows.ts";

/**
 * Adamax, Adam by the largest gradient instead of the mean square: `m ← β₁·m + (1 − β₁)·g`,
 * `u ← max(β₂·u, |g| + ε)`, `w ← w − η / (1 − β₁ᵗ) · m / u` at step t, counted from 1.
 *
 * The form of PyTorch's `Adamax`; the paper has no ε.
 *
 * Paper: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv:1412.6980, section 7.1.
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
    hyperparameters: {
      learningRate: learningRate(5e-3),
      beta1: adamRows.beta1,
      beta2: keptShare(0.999, "largest gradient"),
      epsilon: epsilon(1e-8, "size of each gradient"),
    },
    state: ["mean", "largest"],
    scalars: {
      meanShare: adamShares.meanShare,
      stepSize: ({ step, learningRate, beta1 }) => learningRate / filled(beta1, step),
    },
    update: ({ w, g, mean, largest, beta1, beta2, epsilon, meanShare, stepSize }) => {
      const nextMean = beta1.mul(mean).add(meanShare.mul(g));
      const nextLargest = beta2.mul(largest).max(g.abs().add(epsilon));
      const change = stepSize.mul(nextMean).div(nextLargest);
      return { mean: nextMean, largest: nextLargest, w: w.sub(change) };
    },
  });
