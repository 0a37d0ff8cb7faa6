import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { tensorRule } from "../tensor_rule.ts";
import { adamRows, biasCorrection } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate, onOff, positive, weightDecay } from "./_rows.ts";

/**
 * LAMB, AdamW whose rate in each tensor follows the size of its weights: m and v as in Adam, `u = m̂ / (√v̂ + ε) + λ·w`,
 * `w ← w − η·r·u` with `r = ‖w‖ / ‖u‖`, 1 where a norm is 0.
 *
 * optax's form. The paper's third version does not correct the moments (`biasCorrected` off) and bounds ‖w‖ (`largestNorm`).
 * Vectors have a ratio too: `byRole({ matrices: lamb, others: adam })` leaves them out. At a ratio of 1 it is AdamW.
 *
 * Paper: You et al., "Large batch optimization for deep learning: training BERT in 76 minutes", 2020, arXiv:1904.00962.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, lamb } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: lamb, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const lamb: OptimizerPlugin<
  HyperparameterValues<
    "beta1" | "beta2" | "epsilon" | "weightDecay" | "biasCorrected" | "largestNorm"
  >
> = tensorRule({
  name: "lamb",
  title: "LAMB",
  reference: "You et al. 2020, arXiv:1904.00962",
  bibtex: `@inproceedings{you2020large,
  author = {You, Yang and others},
  title = {Large batch optimization for deep learning: training {BERT} in 76 minutes},
  booktitle = {ICLR}, year = {2020}, eprint = {1904.00962}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-2),
    ...adamRows,
    epsilon: { ...adamRows.epsilon, default: 1e-6 },
    weightDecay: weightDecay(0, "in the direction, before its norm is taken"),
    biasCorrected: onOff(true, "Whether the moments are corrected as in Adam."),
    largestNorm: positive(1e9, "Bound of the weights' norm in the ratio."),
  },
  state: ["firstMoment", "secondMoment"],
  scratch: ["direction"],
  numbers: { firstWeight: 0, secondWeight: 0, firstFactor: 0, secondFactor: 0, stepSize: 0 },
  stages: [
    {
      prepare: (numbers, { step, beta1, beta2, biasCorrected }) => {
        numbers.firstWeight = 1 - beta1;
        numbers.secondWeight = 1 - beta2;
        numbers.firstFactor = biasCorrected ? 1 / biasCorrection(beta1, step) : 1;
        numbers.secondFactor = biasCorrected ? 1 / Math.sqrt(biasCorrection(beta2, step)) : 1;
      },
      update: ({ w, g, firstMoment, secondMoment, beta1, beta2, epsilon, ...numbers }) => {
        const { firstWeight, secondWeight, firstFactor, secondFactor, weightDecay } = numbers;
        const first = beta1.mul(firstMoment).add(firstWeight.mul(g));
        const second = beta2.mul(secondMoment).add(secondWeight.mul(g.square()));
        const scaled = firstFactor.mul(first).div(rootOf(second).mul(secondFactor).add(epsilon));
        return {
          firstMoment: first,
          secondMoment: second,
          direction: scaled.add(weightDecay.mul(w)),
        };
      },
    },
    {
      prepare: (numbers, { learningRate, largestNorm }, measure) => {
        const weight = measure.norm("w"), direction = measure.norm("direction");
        const ratio = weight > 0 && direction > 0 ? Math.min(weight, largestNorm) / direction : 1;
        numbers.stepSize = learningRate * ratio;
      },
      update: ({ w, direction, stepSize }) => ({ w: w.sub(stepSize.mul(direction)) }),
    },
  ],
});
