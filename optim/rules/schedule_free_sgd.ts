import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { learningRate, momentumFactor } from "./_rows.ts";
import { scheduleFreeNumbers, scheduleFreeRows, warmedUp } from "./_schedule_free_parts.ts";
import { scheduleFreePaper } from "./_papers.ts";

/**
 * Schedule-Free SGD: at the training point y, `z ← z − ηₜ·g`, `x ← (1 − c)·x + c·z`, `y ← (1 − μ)·z + μ·x`; x is evaluated.
 *
 * The weight of a step is `a = tʳ·(largest ηₜ)ᵖ` and `c = a / Σa`. The rate is meant to be constant: `ηₜ` rises linearly in
 * `warmupSteps`. Weight decay, if any, is at y: {@linkcode withWeightDecay}. Statistics of batch normalization are those of y.
 *
 * Paper: Defazio et al., "The road less scheduled", 2024, arXiv:2405.15682.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, scheduleFreeSgd } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: scheduleFreeSgd, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 1 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const scheduleFreeSgd: OptimizerPlugin<
  HyperparameterValues<"momentum" | "warmupSteps" | "weightPower" | "rateWeightPower">
> = {
  schedule: "constant",
  ...ruleOptimizer({
    name: "schedule-free-sgd",
    title: "Schedule-Free SGD",
    reference: "Defazio et al. 2024, arXiv:2405.15682",
    bibtex: scheduleFreePaper,
    hyperparameters: {
      learningRate: learningRate(1),
      momentum: momentumFactor(0.9),
      ...scheduleFreeRows,
    },
    state: ["base", "average"],
    initial: { base: "w", average: "w" },
    running: scheduleFreeNumbers,
    evaluated: "average",
    scalars: {
      rate: ({ step, learningRate, warmupSteps }) => warmedUp(step, learningRate, warmupSteps),
      averageShare: ({ weight, weightSum }) => weightSum > 0 ? weight / weightSum : 0,
      baseShare: ({ momentum }) => 1 - momentum,
    },
    update: ({ g, base, average, momentum, rate, averageShare, baseShare }) => {
      const nextBase = base.sub(rate.mul(g));
      const nextAverage = average.add(averageShare.mul(nextBase.sub(average)));
      return {
        base: nextBase,
        average: nextAverage,
        w: baseShare.mul(nextBase).add(momentum.mul(nextAverage)),
      };
    },
  }),
};
