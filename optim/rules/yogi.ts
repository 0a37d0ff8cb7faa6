import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { epsilon, learningRate, onOff, positive } from "./_rows.ts";

/**
 * Yogi, Adam whose second moment moves by a bounded amount: `m ← β₁·m + (1 − β₁)·g`,
 * `v ← v − (1 − β₂)·sign(v − g²)·g²`, `w ← w − η·m̂ / (√v̂ + ε)`.
 *
 * Libraries (optax) start v, and m too, at 1e-6 and correct the bias as Adam does. The default of m is 0, so that weights
 * without a gradient stay. The paper starts v at the square of the first gradient and does not correct: `firstSquared` on,
 * `biasCorrected` off.
 *
 * Paper: Zaheer et al., "Adaptive methods for nonconvex optimization", NeurIPS 2018.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, yogi } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: yogi, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const yogi: OptimizerPlugin<
  HyperparameterValues<
    | "beta1"
    | "beta2"
    | "epsilon"
    | "initialFirst"
    | "initialSecond"
    | "biasCorrected"
    | "firstSquared"
  >
> = ruleOptimizer({
  name: "yogi",
  title: "Yogi",
  reference: "Zaheer et al. 2018",
  bibtex: `@inproceedings{zaheer2018adaptive,
  author = {Zaheer, Manzil and Reddi, Sashank and Sachan, Devendra and Kale, Satyen and Kumar, Sanjiv},
  title = {Adaptive methods for nonconvex optimization},
  booktitle = {NeurIPS}, year = {2018},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-2),
    ...adamRows,
    epsilon: epsilon(1e-3),
    initialFirst: { ...positive(1, "Initial first moment."), default: 0, scale: "linear" },
    initialSecond: positive(1e-6, "Initial second moment."),
    biasCorrected: onOff(true, "Whether the moments are corrected as in Adam."),
    firstSquared: onOff(false, "Whether the second moment starts at the first gradient's square."),
  },
  state: ["firstMoment", "secondMoment"],
  initial: {
    firstMoment: ({ initialFirst }) => initialFirst,
    secondMoment: ({ initialSecond }) => initialSecond,
  },
  scalars: {
    ...momentWeights,
    stepSize: ({ step, learningRate, beta1, biasCorrected }) =>
      learningRate / (biasCorrected ? biasCorrection(beta1, step) : 1),
    correction: ({ step, beta2, biasCorrected }) =>
      biasCorrected ? 1 / Math.sqrt(biasCorrection(beta2, step)) : 1,
    replaces: ({ step, firstSquared }) => step === 1 ? firstSquared : 0,
  },
  update: ({ w, g, firstMoment, secondMoment, beta1, epsilon, ...scalars }) => {
    const { oneMinusBeta1, oneMinusBeta2, stepSize, correction, replaces } = scalars;
    const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
    const square = g.square();
    const second = replaces.greater(0).select(square, secondMoment);
    const next = second.sub(oneMinusBeta2.mul(second.sub(square).sign()).mul(square));
    const change = stepSize.mul(nextFirst).div(rootOf(next).mul(correction).add(epsilon));
    return { firstMoment: nextFirst, secondMoment: next, w: w.sub(change) };
  },
});
