import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate } from "./_rows.ts";

/**
 * AMSGrad, Adam whose steps never grow again: `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`, `u ← max(u, v)`,
 * `w ← w − η·m̂ / (√û + ε)` with `m̂ = m / (1 − β₁ᵗ)` and `û = u / (1 − β₂ᵗ)` at step t, counted from 1.
 *
 * The form of PyTorch's `Adam(amsgrad=True)`: the largest v is taken before the bias correction. The paper has no
 * correction. With {@linkcode withDecoupledWeightDecay} it is `AdamW(amsgrad=True)`.
 *
 * In f32 gradients may be up to 1.8e19 in size, in f64 up to 1.3e154: the squares of larger ones overflow, and their
 * weights become NaN. Those below 1e-19 (f64: 1e-154) add nothing to v, which shows only where ε is as small.
 *
 * Paper: Reddi, Kale and Kumar, "On the convergence of Adam and beyond", 2018, arXiv:1904.09237.
 *
 * @category Optimizers
 *
 * @example A large gradient shortens all steps after it
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { amsgrad, createOptimizer } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.from([100], [1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: amsgrad, parameters });
 * optimizer.step({ step: 1, learningRate: 0.01 });
 * const { maxSecondMoment } = optimizer.state as { maxSecondMoment: { w: typeof value } };
 * const before = maxSecondMoment.w.data[0];
 * gradient.data[0] = 1;
 * optimizer.step({ step: 2, learningRate: 0.01 });
 * assertEquals(maxSecondMoment.w.data[0], before);
 * ```
 */
export const amsgrad: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2" | "epsilon">> =
  ruleOptimizer({
    name: "amsgrad",
    title: "AMSGrad",
    reference: "Reddi, Kale and Kumar 2018, arXiv:1904.09237",
    bibtex: `@inproceedings{reddi2018convergence,
  author = {Reddi, Sashank J. and Kale, Satyen and Kumar, Sanjiv},
  title = {On the convergence of {Adam} and beyond},
  booktitle = {ICLR}, year = {2018}, eprint = {1904.09237}, archiveprefix = {arXiv},
}`,
    hyperparameters: { learningRate: learningRate(1e-3), ...adamRows },
    state: ["firstMoment", "secondMoment", "maxSecondMoment"],
    scalars: {
      ...momentWeights,
      // Numerator and denominator are multiplied by √(1 − β₂ᵗ).
      stepSize: ({ step, learningRate, beta1, beta2 }) =>
        learningRate * Math.sqrt(biasCorrection(beta2, step)) / biasCorrection(beta1, step),
      scaledEpsilon: ({ step, beta2, epsilon }) => epsilon * Math.sqrt(biasCorrection(beta2, step)),
    },
    update: ({ w, g, firstMoment, secondMoment, maxSecondMoment, beta1, beta2, ...scalars }) => {
      const { oneMinusBeta1, oneMinusBeta2, stepSize, scaledEpsilon } = scalars;
      const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
      const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
      const nextMax = maxSecondMoment.max(nextSecond);
      const change = stepSize.mul(nextFirst).div(rootOf(nextMax).add(scaledEpsilon));
      return {
        firstMoment: nextFirst,
        secondMoment: nextSecond,
        maxSecondMoment: nextMax,
        w: w.sub(change),
      };
    },
  });
