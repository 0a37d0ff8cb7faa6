import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { choice, learningRate, weightDecay } from "./_rows.ts";

/**
 * NAdamW, AdamW with Nesterov momentum and no momentum schedule: `w ← w − η·λ·w`, m and v as in Adam, then
 * `w ← w − η·m̂ / (√v̂ + ε)` with `m̂ = (β₁·m + (1 − β₁)·g) / (1 − β₁ᵗ)`.
 *
 * That is the form of AlgoPerf's baseline; with `lookAhead` of `next-step`, as in optax, the momentum's part is divided by
 * 1 − β₁ᵗ⁺¹. PyTorch's NAdam has a schedule of the momentum instead, see {@linkcode nadam}.
 *
 * Papers: Dozat, "Incorporating Nesterov momentum into Adam", 2016; Dahl et al., "Benchmarking neural network training
 * algorithms", 2023, arXiv:2306.07179.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, nadamw } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: nadamw, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const nadamw: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "epsilon" | "lookAhead" | "weightDecay">
> = ruleOptimizer({
  name: "nadamw",
  title: "NAdamW",
  reference: "Dozat 2016; Dahl et al. 2023, arXiv:2306.07179",
  bibtex: `@inproceedings{dozat2016incorporating,
  author = {Dozat, Timothy},
  title = {Incorporating {Nesterov} momentum into {Adam}},
  booktitle = {ICLR Workshop}, year = {2016},
}
@article{dahl2023benchmarking,
  author = {Dahl, George E. and others},
  title = {Benchmarking neural network training algorithms},
  year = {2023}, eprint = {2306.07179}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    ...adamRows,
    weightDecay: weightDecay(1e-2, "decoupled: coefficient that the learning rate scales"),
    lookAhead: choice(
      ["same-step", "next-step"],
      "The step whose bias the momentum is corrected for.",
    ),
  },
  state: ["firstMoment", "secondMoment"],
  scalars: {
    ...momentWeights,
    momentumPart: ({ step, learningRate, beta1, lookAhead }) =>
      learningRate * beta1 / biasCorrection(beta1, step + lookAhead),
    gradientPart: ({ step, learningRate, beta1 }) =>
      learningRate * (1 - beta1) / biasCorrection(beta1, step),
    correction: ({ step, beta2 }) => 1 / Math.sqrt(biasCorrection(beta2, step)),
    share: ({ learningRate, weightDecay }) => learningRate * weightDecay,
  },
  update: ({ w, g, firstMoment, secondMoment, beta1, beta2, epsilon, ...scalars }) => {
    const { oneMinusBeta1, oneMinusBeta2, momentumPart, gradientPart, correction, share } = scalars;
    const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
    const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
    const direction = momentumPart.mul(nextFirst).add(gradientPart.mul(g));
    const change = direction.div(rootOf(nextSecond).mul(correction).add(epsilon));
    return {
      firstMoment: nextFirst,
      secondMoment: nextSecond,
      w: w.sub(share.mul(w)).sub(change),
    };
  },
});
