import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate } from "./_rows.ts";

/**
 * RAdam, rectified Adam, which adapts its steps only once the variance of its second moment is tractable:
 * `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`, and at step t, counted from 1, with `ρ = 2 / (1 − β₂) − 1` and
 * `ρₜ = ρ − 2·t·β₂ᵗ / (1 − β₂ᵗ)`:
 *
 * - while `ρₜ ≤ 5`: `w ← w − η·m̂`, with `m̂ = m / (1 − β₁ᵗ)`;
 * - then `w ← w − η·r·m̂·√(1 − β₂ᵗ) / (√v + ε)`, with
 *   `r = √((ρₜ − 4)·(ρₜ − 2)·ρ / ((ρ − 4)·(ρ − 2)·ρₜ))`.
 *
 * The form of PyTorch's `RAdam`; the paper changes over at `ρₜ > 4` and has no ε. With β₂ = 0.999 the first 5
 * steps are unscaled.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to v, which shows only where ε is as small.
 *
 * Paper: Liu et al., "On the variance of the adaptive learning rate and beyond", 2020, arXiv:1908.03265.
 *
 * @category Optimizers
 *
 * @example The first step is that of gradient descent
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, radam } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([5], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: radam, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * assertAlmostEquals(value.data[0], 0.95, 1e-14);
 * ```
 */
export const radam: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2" | "epsilon">> =
  ruleOptimizer({
    name: "radam",
    title: "RAdam",
    reference: "Liu et al. 2020, arXiv:1908.03265",
    bibtex: `@inproceedings{liu2020variance,
  author = {Liu, Liyuan and others},
  title = {On the variance of the adaptive learning rate and beyond},
  booktitle = {ICLR}, year = {2020}, eprint = {1908.03265}, archiveprefix = {arXiv},
}`,
    hyperparameters: { learningRate: learningRate(3e-3), ...adamRows },
    state: ["firstMoment", "secondMoment"],
    scalars: {
      ...momentWeights,
      momentumStepSize: ({ step, learningRate, beta1 }) =>
        learningRate / biasCorrection(beta1, step),
      adaptiveStepSize: ({ step, learningRate, beta1, beta2 }) =>
        learningRate / biasCorrection(beta1, step) * Math.sqrt(biasCorrection(beta2, step)) *
        rectification(step, beta2),
    },
    update: ({ w, g, firstMoment, secondMoment, beta1, beta2, epsilon, ...scalars }) => {
      const { oneMinusBeta1, oneMinusBeta2, momentumStepSize, adaptiveStepSize } = scalars;
      const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
      const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
      const scaled = adaptiveStepSize.mul(nextFirst).div(rootOf(nextSecond).add(epsilon));
      const change = adaptiveStepSize.greater(0).select(scaled, momentumStepSize.mul(nextFirst));
      return { firstMoment: nextFirst, secondMoment: nextSecond, w: w.sub(change) };
    },
  });

/** The factor r of the scaled steps; 0 in the steps before them. */
function rectification(step: number, beta2: number): number {
  const limit = 2 / (1 - beta2) - 1;
  const length = limit - 2 * step * beta2 ** step / biasCorrection(beta2, step);
  if (length <= 5) return 0;
  return Math.sqrt(
    (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length),
  );
}
