import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { globalRule } from "../global_rule.ts";
import { adamRows, biasCorrection } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate, onOff, positive, weightDecay } from "./_rows.ts";

/**
 * D-Adaptation for Adam, which estimates its rate from the distance to the solution, a number d for all parameters: with
 * `e = d·η` (times `√(1 − β₂ᵗ) / (1 − β₁ᵗ)` with `biasCorrected`) and `q = √β₂`, `a = Σ e·g·s / (√v + ε)`,
 * `m ← β₁·m + (1 − β₁)·e·g`, `v ← β₂·v + (1 − β₂)·g²`, `s ← q·s + (1 − q)·e·g`, `r ← q·r + (1 − q)·a`,
 * `d ← max(d, r / ((1 − q)·Σ|s|))`, `w ← w·(1 − λ·e) − m / (√v + ε)`.
 *
 * The form of the authors' code, with the rate inside m. The rate is a factor, 1 by default, for a schedule.
 *
 * Paper: Defazio and Mishchenko, "Learning-rate-free learning by D-Adaptation", 2023, arXiv:2301.07733.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, dadaptAdam } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: dadaptAdam, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 1 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const dadaptAdam: OptimizerPlugin<
  HyperparameterValues<
    "beta1" | "beta2" | "epsilon" | "weightDecay" | "biasCorrected" | "initialDistance"
  >
> = globalRule({
  name: "dadapt-adam",
  title: "D-Adapt Adam",
  reference: "Defazio and Mishchenko 2023, arXiv:2301.07733",
  bibtex: `@inproceedings{defazio2023learning,
  author = {Defazio, Aaron and Mishchenko, Konstantin},
  title = {Learning-rate-free learning by {D-Adaptation}},
  booktitle = {ICML}, year = {2023}, eprint = {2301.07733}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1),
    ...adamRows,
    weightDecay: weightDecay(0, "decoupled: coefficient that the estimated rate scales"),
    biasCorrected: onOff(false, "Whether the rate is corrected as in Adam."),
    initialDistance: positive(1e-6, "First estimate d₀ of the distance."),
  },
  state: ["firstMoment", "secondMoment", "weightedSum"],
  scratch: ["progress"],
  numbers: {
    distance: ({ initialDistance }) => initialDistance,
    numerator: 0,
    rate: 0,
    ...{ firstWeight: 0, secondWeight: 0, keptSum: 0, sumWeight: 0 },
  },
  stages: [
    {
      prepare: (numbers, { step, learningRate, beta1, beta2, biasCorrected }) => {
        const correction = biasCorrected
          ? Math.sqrt(biasCorrection(beta2, step)) / biasCorrection(beta1, step)
          : 1;
        numbers.rate = numbers.distance * learningRate * correction;
        numbers.firstWeight = (1 - beta1) * numbers.rate;
        numbers.secondWeight = 1 - beta2;
        numbers.keptSum = Math.sqrt(beta2);
        numbers.sumWeight = (1 - numbers.keptSum) * numbers.rate;
      },
      update: (
        { g, firstMoment, secondMoment, weightedSum, beta1, beta2, epsilon, ...numbers },
      ) => {
        const { rate, firstWeight, secondWeight, keptSum, sumWeight } = numbers;
        const scale = rootOf(secondMoment).add(epsilon);
        return {
          progress: rate.mul(g).mul(weightedSum.div(scale)),
          firstMoment: beta1.mul(firstMoment).add(firstWeight.mul(g)),
          secondMoment: beta2.mul(secondMoment).add(secondWeight.mul(g.square())),
          weightedSum: keptSum.mul(weightedSum).add(sumWeight.mul(g)),
        };
      },
    },
    {
      prepare: (numbers, _step, measure) => {
        const { keptSum } = numbers, total = measure.absoluteSum("weightedSum");
        numbers.numerator = keptSum * numbers.numerator + (1 - keptSum) * measure.sum("progress");
        const estimate = total > 0 ? numbers.numerator / ((1 - keptSum) * total) : 0;
        numbers.distance = Math.max(numbers.distance, estimate);
      },
      update: ({ w, firstMoment, secondMoment, epsilon, weightDecay, rate }) => ({
        w: w.sub(weightDecay.mul(rate).mul(w)).sub(
          firstMoment.div(rootOf(secondMoment).add(epsilon)),
        ),
      }),
    },
  ],
});
