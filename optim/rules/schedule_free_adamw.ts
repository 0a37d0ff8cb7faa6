import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate, onOff, weightDecay } from "./_rows.ts";
import { scheduleFreeNumbers, scheduleFreeRows, warmedUp } from "./_schedule_free_parts.ts";
import { scheduleFreePaper } from "./_papers.ts";

/**
 * Schedule-Free AdamW: at the training point y, `v ← β₂·v + (1 − β₂)·g²`, `n = g / (√v̂ + ε) + λ·y`, `z ← z − ηₜ·n`,
 * `x ← (1 − c)·x + c·z`, `y ← (1 − β₁)·z + β₁·x`; x is evaluated, c as in {@linkcode scheduleFreeSgd}.
 *
 * With `correctsRate`, as in the paper and the code up to 1.2, ηₜ is multiplied by √(1 − β₂ᵗ) before the weights are taken, and
 * v is not corrected. The rate is meant to be constant. Statistics of batch normalization are those of y.
 *
 * Paper: Defazio et al., "The road less scheduled", 2024, arXiv:2405.15682.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, scheduleFreeAdamw } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: scheduleFreeAdamw, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const scheduleFreeAdamw: OptimizerPlugin<
  HyperparameterValues<
    | "beta1"
    | "beta2"
    | "epsilon"
    | "weightDecay"
    | "correctsRate"
    | "warmupSteps"
    | "weightPower"
    | "rateWeightPower"
  >
> = {
  schedule: "constant",
  ...ruleOptimizer({
    name: "schedule-free-adamw",
    title: "Schedule-Free AdamW",
    reference: "Defazio et al. 2024, arXiv:2405.15682",
    bibtex: scheduleFreePaper,
    hyperparameters: {
      learningRate: learningRate(2.5e-3),
      ...adamRows,
      weightDecay: weightDecay(
        0,
        "decoupled, at the training point: coefficient that the rate scales",
      ),
      ...scheduleFreeRows,
      correctsRate: onOff(false, "Whether the rate is corrected in place of the second moment."),
    },
    state: ["base", "average", "secondMoment"],
    initial: { base: "w", average: "w" },
    running: scheduleFreeNumbers,
    evaluated: "average",
    scalars: {
      rate: ({ step, learningRate, warmupSteps, beta2, correctsRate }) =>
        warmedUp(step, learningRate, warmupSteps) *
        (correctsRate ? Math.sqrt(biasCorrection(beta2, step)) : 1),
      correction: ({ step, beta2, correctsRate }) =>
        correctsRate ? 1 : 1 / Math.sqrt(biasCorrection(beta2, step)),
      averageShare: ({ weight, weightSum }) => weightSum > 0 ? weight / weightSum : 0,
      ...momentWeights,
    },
    update: (
      { w, g, base, average, secondMoment, beta1, beta2, epsilon, weightDecay, ...scalars },
    ) => {
      const { rate, correction, averageShare, oneMinusBeta1, oneMinusBeta2 } = scalars;
      const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
      const scaled = g.div(rootOf(nextSecond).mul(correction).add(epsilon));
      const nextBase = base.sub(rate.mul(scaled.add(weightDecay.mul(w))));
      const nextAverage = average.add(averageShare.mul(nextBase.sub(average)));
      return {
        base: nextBase,
        average: nextAverage,
        secondMoment: nextSecond,
        w: oneMinusBeta1.mul(nextBase).add(beta1.mul(nextAverage)),
      };
    },
  }),
};
