import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate } from "./_rows.ts";

/**
 * AdaBelief, Adam scaled by the deviation of the gradient from its average: `m ← β₁·m + (1 − β₁)·g`,
 * `s ← β₂·s + (1 − β₂)·(g − m)² + ε`, `w ← w − η·m̂ / (√ŝ + ε)`, both corrected as in Adam.
 *
 * As in the authors' code ε is added to the stored s in every step, where it piles up, and to the root once more; forms that
 * add it once, or to a copy, differ where it is not tiny. This is the form without rectification.
 *
 * Paper: Zhuang et al., "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", 2020,
 * arXiv:2010.07468.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, adabelief } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: adabelief, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const adabelief: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2" | "epsilon">> =
  ruleOptimizer({
    name: "adabelief",
    title: "AdaBelief",
    reference: "Zhuang et al. 2020, arXiv:2010.07468",
    bibtex: `@inproceedings{zhuang2020adabelief,
  author = {Zhuang, Juntang and others},
  title = {{AdaBelief} optimizer: adapting stepsizes by the belief in observed gradients},
  booktitle = {NeurIPS}, year = {2020}, eprint = {2010.07468}, archiveprefix = {arXiv},
}`,
    hyperparameters: {
      learningRate: learningRate(1e-3),
      ...adamRows,
      epsilon: epsilon(1e-16, "the variance in each step, and to the denominator"),
    },
    state: ["firstMoment", "variance"],
    scalars: {
      ...momentWeights,
      stepSize: ({ step, learningRate, beta1 }) => learningRate / biasCorrection(beta1, step),
      correction: ({ step, beta2 }) => 1 / Math.sqrt(biasCorrection(beta2, step)),
    },
    update: ({ w, g, firstMoment, variance, beta1, beta2, epsilon, ...scalars }) => {
      const { oneMinusBeta1, oneMinusBeta2, stepSize, correction } = scalars;
      const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
      const deviation = g.sub(nextFirst).square();
      const next = beta2.mul(variance).add(oneMinusBeta2.mul(deviation)).add(epsilon);
      const change = stepSize.mul(nextFirst).div(rootOf(next).mul(correction).add(epsilon));
      return { firstMoment: nextFirst, variance: next, w: w.sub(change) };
    },
  });
