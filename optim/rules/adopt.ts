import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate, onOff, weightDecay } from "./_rows.ts";

/**
 * ADOPT, Adam that is scaled by the second moment of the steps before: the first step only sets `v = g²`; then
 * `n = g / max(√v, ε)`, `m ← β₁·m + (1 − β₁)·n`, `w ← w − η·m`, `v ← β₂·v + (1 − β₂)·g²`.
 *
 * With `clipping`, as in the second version of the paper, n is clipped to ±(t − 1)^¼ at step t. ε bounds the root and is not
 * added to it. Weights decay by `η·λ·w` before the step, or with `decoupled` off by λ·w in the gradient; never in the first
 * step, nor in its v.
 *
 * Paper: Taniguchi et al., "ADOPT: modified Adam can converge with any β₂ with the optimal rate", 2024, arXiv:2411.02853.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, adopt } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adopt, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const adopt: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "epsilon" | "clipping" | "weightDecay" | "decoupled">
> = ruleOptimizer({
  name: "adopt",
  title: "ADOPT",
  reference: "Taniguchi et al. 2024, arXiv:2411.02853",
  bibtex: `@inproceedings{taniguchi2024adopt,
  author = {Taniguchi, Shohei and others},
  title = {{ADOPT}: modified {Adam} can converge with any beta2 with the optimal rate},
  booktitle = {NeurIPS}, year = {2024}, eprint = {2411.02853}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    ...adamRows,
    beta2: { ...adamRows.beta2, default: 0.9999 },
    epsilon: { ...epsilon(1e-6), doc: "Epsilon, the least denominator." },
    clipping: onOff(true, "Whether scaled gradients are clipped to the fourth root of the steps."),
    weightDecay: weightDecay(0, "a coefficient"),
    decoupled: onOff(true, "Whether weights decay by themselves, not through the gradient."),
  },
  state: ["firstMoment", "secondMoment"],
  scalars: {
    ...momentWeights,
    isFirst: ({ step }) => step === 1 ? 1 : 0,
    bound: ({ step, clipping }) => clipping ? (step - 1) ** 0.25 : 3e38,
    share: ({ learningRate, weightDecay, decoupled }) => decoupled ? learningRate * weightDecay : 0,
    coupled: ({ weightDecay, decoupled }) => decoupled ? 0 : weightDecay,
  },
  update: (
    { w, g, firstMoment, secondMoment, learningRate, beta1, beta2, epsilon, ...scalars },
  ) => {
    const { isFirst, bound, share, coupled, oneMinusBeta1, oneMinusBeta2 } = scalars;
    const starts = isFirst.greater(0);
    const gradient = starts.select(g, g.add(coupled.mul(w)));
    const scaled = gradient.div(rootOf(secondMoment).max(epsilon)).min(bound).max(bound.neg());
    const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(scaled));
    const square = gradient.square();
    return {
      firstMoment: starts.select(0, nextFirst),
      secondMoment: starts.select(square, beta2.mul(secondMoment).add(oneMinusBeta2.mul(square))),
      w: starts.select(w, w.sub(share.mul(w)).sub(learningRate.mul(nextFirst))),
    };
  },
});
