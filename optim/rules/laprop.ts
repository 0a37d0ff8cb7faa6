import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate } from "./_rows.ts";

/**
 * LaProp, which normalises the gradient before it averages it: `v ← β₂·v + (1 − β₂)·g²`, `n = g / (√v̂ + ε)`,
 * `m ← β₁·m + (1 − β₁)·n`, `w ← w − η·m̂`.
 *
 * The authors' code keeps the rate inside m, which is the same while the rate is constant.
 *
 * Paper: Ziyin, Wang and Ueda, "LaProp: separating momentum and adaptivity in Adam", 2020, arXiv:2002.04839.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, laprop } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: laprop, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const laprop: OptimizerPlugin<HyperparameterValues<"beta1" | "beta2" | "epsilon">> =
  ruleOptimizer({
    name: "laprop",
    title: "LaProp",
    reference: "Ziyin, Wang and Ueda 2020, arXiv:2002.04839",
    bibtex: `@article{ziyin2020laprop,
  author = {Ziyin, Liu and Wang, Zhikang T. and Ueda, Masahito},
  title = {{LaProp}: separating momentum and adaptivity in {Adam}},
  year = {2020}, eprint = {2002.04839}, archiveprefix = {arXiv},
}`,
    hyperparameters: { learningRate: learningRate(4e-4), ...adamRows, epsilon: epsilon(1e-15) },
    state: ["firstMoment", "secondMoment"],
    scalars: {
      ...momentWeights,
      stepSize: ({ step, learningRate, beta1 }) => learningRate / biasCorrection(beta1, step),
      correction: ({ step, beta2 }) => 1 / Math.sqrt(biasCorrection(beta2, step)),
    },
    update: ({ w, g, firstMoment, secondMoment, beta1, beta2, epsilon, ...scalars }) => {
      const { oneMinusBeta1, oneMinusBeta2, stepSize, correction } = scalars;
      const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
      const scaled = g.div(rootOf(nextSecond).mul(correction).add(epsilon));
      const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(scaled));
      return {
        firstMoment: nextFirst,
        secondMoment: nextSecond,
        w: w.sub(stepSize.mul(nextFirst)),
      };
    },
  });
