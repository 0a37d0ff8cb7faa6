import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { globalRule } from "../global_rule.ts";
import { adamRows, biasCorrection } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate, onOff, positive, weightDecay } from "./_rows.ts";

/**
 * Prodigy, Adam that estimates its rate from the distance to the solution, a number d for all parameters: with
 * `e = d·η` (times `√(1 − β₂ᵗ) / (1 − β₁ᵗ)` with `biasCorrected`), `m ← β₁·m + (1 − β₁)·d·g`, `v ← β₂·v + (1 − β₂)·d²·g²`,
 * `r ← √β₂·r + d·e/d₀·Σ g·(w₀ − w)`, `s ← √β₂·s + d·e/d₀·g`, `d ← max(d, c·r / Σ|s|)`,
 * `w ← w·(1 − λ·e) − e·m / (√v + d·ε)`.
 *
 * The rate is a factor, 1 by default, for a schedule. w₀ are the weights before the first step. With `safeguardWarmup`, for
 * schedules that begin with a warm-up, s gets d·d/d₀·g. The authors' code does not correct the bias, optax always does.
 *
 * Paper: Mishchenko and Defazio, "Prodigy: an expeditiously adaptive parameter-free learner", 2023, arXiv:2306.06101.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, prodigy } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: prodigy, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 1 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const prodigy: OptimizerPlugin<
  HyperparameterValues<
    | "beta1"
    | "beta2"
    | "epsilon"
    | "weightDecay"
    | "biasCorrected"
    | "safeguardWarmup"
    | "initialDistance"
    | "distanceCoefficient"
  >
> = {
  ...globalRule({
    name: "prodigy",
    title: "Prodigy",
    reference: "Mishchenko and Defazio 2023, arXiv:2306.06101",
    bibtex: `@article{mishchenko2023prodigy,
  author = {Mishchenko, Konstantin and Defazio, Aaron},
  title = {{Prodigy}: an expeditiously adaptive parameter-free learner},
  year = {2023}, eprint = {2306.06101}, archiveprefix = {arXiv},
}`,
    hyperparameters: {
      learningRate: learningRate(1),
      ...adamRows,
      weightDecay: weightDecay(0, "decoupled: coefficient that the estimated rate scales"),
      biasCorrected: onOff(false, "Whether the moments are corrected as in Adam."),
      safeguardWarmup: onOff(false, "Whether the estimate leaves the schedule's factor out."),
      initialDistance: positive(1e-6, "First estimate d₀ of the distance."),
      distanceCoefficient: positive(1, "Factor c of the estimate."),
    },
    state: ["start", "firstMoment", "secondMoment", "weightedSum"],
    scratch: ["progress"],
    initial: { start: "w" },
    numbers: {
      distance: ({ initialDistance }) => initialDistance,
      numerator: 0,
      rate: 0,
      ...{ firstWeight: 0, secondWeight: 0, keptSum: 0, sumWeight: 0, scaledEpsilon: 0 },
    },
    stages: [
      {
        prepare: (numbers, { step, learningRate, beta1, beta2, ...rest }) => {
          const d = numbers.distance;
          const correction = rest.biasCorrected
            ? Math.sqrt(biasCorrection(beta2, step)) / biasCorrection(beta1, step)
            : 1;
          numbers.rate = d * learningRate * correction;
          numbers.firstWeight = (1 - beta1) * d;
          numbers.secondWeight = (1 - beta2) * d * d;
          numbers.keptSum = Math.sqrt(beta2);
          numbers.sumWeight = d / rest.initialDistance * (rest.safeguardWarmup ? d : numbers.rate);
        },
        update: ({ w, g, start, firstMoment, secondMoment, weightedSum, ...numbers }) => {
          const { beta1, beta2, firstWeight, secondWeight, keptSum, sumWeight } = numbers;
          return {
            progress: g.mul(start.sub(w)),
            firstMoment: beta1.mul(firstMoment).add(firstWeight.mul(g)),
            secondMoment: beta2.mul(secondMoment).add(secondWeight.mul(g.square())),
            weightedSum: keptSum.mul(weightedSum).add(sumWeight.mul(g)),
          };
        },
      },
      {
        prepare: (numbers, { epsilon, initialDistance, distanceCoefficient }, measure) => {
          const { distance, rate, keptSum } = numbers, total = measure.absoluteSum("weightedSum");
          numbers.numerator = keptSum * numbers.numerator +
            distance / initialDistance * rate * measure.sum("progress");
          const estimate = total > 0 ? distanceCoefficient * numbers.numerator / total : 0;
          numbers.distance = Math.max(distance, estimate);
          numbers.scaledEpsilon = numbers.distance * epsilon;
        },
        update: ({ w, firstMoment, secondMoment, weightDecay, rate, scaledEpsilon }) => ({
          w: w.sub(weightDecay.mul(rate).mul(w)).sub(
            rate.mul(firstMoment.div(rootOf(secondMoment).add(scaledEpsilon))),
          ),
        }),
      },
    ],
  }),
  schedules: ["constant", "cosine"],
  amplifiesRounding: true,
};
