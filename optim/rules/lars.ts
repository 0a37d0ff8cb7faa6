import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { tensorRule } from "../tensor_rule.ts";
import {
  choice,
  epsilon,
  learningRate,
  momentumFactor,
  onOff,
  positive,
  weightDecay,
} from "./_rows.ts";

/**
 * LARS, momentum whose rate in each tensor follows the size of its weights: `u = g + λ·w`, `r = c·‖w‖ / (‖u‖ + ε)`,
 * `v ← μ·v + η·r·u`, `w ← w − v`; r is 1 where a norm is 0.
 *
 * That is optax's form. With `rateInside` off `v ← μ·v + r·u`, `w ← w − η·v`, which differs once the rate changes; with a
 * `ratioNorm` of `gradient-and-weight` the divisor is `‖g‖ + λ·‖w‖ + ε`. Vectors have a ratio too:
 * `byRole({ matrices: lars, others: momentum })` leaves them out.
 *
 * Paper: You, Gitman and Ginsburg, "Large batch training of convolutional networks", 2017, arXiv:1708.03888.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, lars } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: lars, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const lars: OptimizerPlugin<
  HyperparameterValues<
    "momentum" | "weightDecay" | "trustCoefficient" | "epsilon" | "rateInside" | "ratioNorm"
  >
> = tensorRule({
  name: "lars",
  title: "LARS",
  reference: "You, Gitman and Ginsburg 2017, arXiv:1708.03888",
  bibtex: `@article{you2017large,
  author = {You, Yang and Gitman, Igor and Ginsburg, Boris},
  title = {Large batch training of convolutional networks},
  year = {2017}, eprint = {1708.03888}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1),
    momentum: momentumFactor(0.9),
    weightDecay: weightDecay(0, "a coefficient in the gradient"),
    trustCoefficient: positive(0.02, "Factor c of the ratio of norms."),
    epsilon: { ...epsilon(1e-8, "the divisor of the ratio") },
    rateInside: onOff(true, "Whether the velocity holds the rate."),
    ratioNorm: choice(["decayed-gradient", "gradient-and-weight"], "The divisor of the ratio."),
  },
  state: ["velocity"],
  scratch: ["decayed"],
  numbers: { gradientWeight: 0, stepSize: 0 },
  stages: [
    { update: ({ w, g, weightDecay }) => ({ decayed: g.add(weightDecay.mul(w)) }) },
    {
      prepare: (numbers, step, measure) => {
        const { learningRate, weightDecay, trustCoefficient, epsilon, rateInside } = step;
        const weight = measure.norm("w"), isSum = step.ratioNorm === 1;
        const slope = measure.norm(isSum ? "g" : "decayed");
        const divisor = slope + (isSum ? weightDecay * weight : 0) + epsilon;
        const ratio = weight > 0 && slope > 0 ? trustCoefficient * weight / divisor : 1;
        numbers.gradientWeight = rateInside ? learningRate * ratio : ratio;
        numbers.stepSize = rateInside ? 1 : learningRate;
      },
      update: ({ w, velocity, decayed, momentum, gradientWeight, stepSize }) => {
        const next = momentum.mul(velocity).add(gradientWeight.mul(decayed));
        return { velocity: next, w: w.sub(stepSize.mul(next)) };
      },
    },
  ],
});
