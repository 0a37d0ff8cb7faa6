import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import {
  decayRate,
  epsilon,
  largestCorrectedDecay,
  learningRate,
  onOff,
  weightDecay,
} from "./_rows.ts";

/**
 * Adan, adaptive Nesterov momentum: with `d = g − g₋₁`, 0 in the first step, `m ← β₁·m + (1 − β₁)·g`,
 * `r ← β₂·r + (1 − β₂)·d`, `n ← β₃·n + (1 − β₃)·(g + β₂·d)²` and `D = √n̂ + ε`, the step is
 * `u = m̂ / D + β₂·r̂ / D`; then `w ← (w − η·u) / (1 + η·λ)`, or without `proximal` `w ← w·(1 − η·λ) − η·u`.
 *
 * The betas are shares that are kept, as in the authors' code; the paper's are 1 minus those. optax has 1 − β₂ where the
 * paper and this have β₂.
 *
 * Paper: Xie et al., "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models", 2022,
 * arXiv:2208.06677.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, adan } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adan, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const adan: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "beta3" | "epsilon" | "weightDecay" | "proximal">
> = ruleOptimizer({
  name: "adan",
  title: "Adan",
  reference: "Xie et al. 2022, arXiv:2208.06677",
  bibtex: `@article{xie2022adan,
  author = {Xie, Xingyu and Zhou, Pan and Li, Huan and Lin, Zhouchen and Yan, Shuicheng},
  title = {{Adan}: adaptive {Nesterov} momentum algorithm for faster optimizing deep models},
  year = {2022}, eprint = {2208.06677}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    beta1: decayRate(0.98, "the average of the gradient", largestCorrectedDecay),
    beta2: decayRate(0.92, "the average of the gradient's differences", largestCorrectedDecay),
    beta3: decayRate(0.99, "the average of the squares", largestCorrectedDecay),
    epsilon: epsilon(1e-8),
    weightDecay: weightDecay(0, "decoupled: coefficient that the learning rate scales"),
    proximal: onOff(true, "Whether weights decay by a division after the step, not before it."),
  },
  state: ["average", "difference", "square", "lastGradient"],
  scalars: {
    ...momentWeights,
    oneMinusBeta3: ({ beta3 }) => 1 - beta3,
    hasLast: ({ step }) => step === 1 ? 0 : 1,
    correction1: ({ step, beta1 }) => 1 / biasCorrection(beta1, step),
    correction2: ({ step, beta2 }) => beta2 / biasCorrection(beta2, step),
    correction3: ({ step, beta3 }) => 1 / Math.sqrt(biasCorrection(beta3, step)),
    kept: ({ learningRate, weightDecay, proximal }) =>
      proximal ? 1 : 1 - learningRate * weightDecay,
    divisor: ({ learningRate, weightDecay, proximal }) =>
      proximal ? 1 + learningRate * weightDecay : 1,
  },
  update: ({ w, g, average, difference, square, lastGradient, learningRate, ...scalars }) => {
    const { beta1, beta2, beta3, oneMinusBeta1, oneMinusBeta2, oneMinusBeta3 } = scalars;
    const { correction1, correction2, correction3, hasLast, kept, divisor, epsilon } = scalars;
    const change = hasLast.greater(0).select(g.sub(lastGradient), 0);
    const nextAverage = beta1.mul(average).add(oneMinusBeta1.mul(g));
    const nextDifference = beta2.mul(difference).add(oneMinusBeta2.mul(change));
    const ahead = g.add(beta2.mul(change)).square();
    const nextSquare = beta3.mul(square).add(oneMinusBeta3.mul(ahead));
    const denominator = rootOf(nextSquare).mul(correction3).add(epsilon);
    const direction = correction1.mul(nextAverage).add(correction2.mul(nextDifference));
    return {
      average: nextAverage,
      difference: nextDifference,
      square: nextSquare,
      lastGradient: g,
      w: w.mul(kept).sub(learningRate.mul(direction.div(denominator))).div(divisor),
    };
  },
});
