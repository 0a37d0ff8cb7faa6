import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { decayRate, epsilon, learningRate } from "./_rows.ts";

/** The logarithm of the least f32 number is finite. */
const tiny = 1e-37;

/**
 * MADGRAD, dual averaging with a cube root: with `L = (η + ε)·√t`, `s ← s + L·g`, `q ← q + L·g²`,
 * `z = w₀ − s / (∛q + ε)`, `w ← μ·w + (1 − μ)·z`, where w₀ are the weights before the first step.
 *
 * As in the authors' code ε is added to the rate too (but not to one of 0). Its weight decay is that of
 * {@linkcode withWeightDecay}, with a coefficient of its own.
 *
 * Paper: Defazio and Jelassi, "Adaptivity without compromise: a momentumized, adaptive, dual averaged gradient method",
 * 2021, arXiv:2101.11075.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, madgrad } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: madgrad, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const madgrad: OptimizerPlugin<HyperparameterValues<"momentum" | "epsilon">> = ruleOptimizer(
  {
    name: "madgrad",
    title: "MADGRAD",
    reference: "Defazio and Jelassi 2021, arXiv:2101.11075",
    bibtex: `@article{defazio2021adaptivity,
  author = {Defazio, Aaron and Jelassi, Samy},
  title = {Adaptivity without compromise: a momentumized, adaptive, dual averaged gradient method for stochastic optimization},
  year = {2021}, eprint = {2101.11075}, archiveprefix = {arXiv},
}`,
    hyperparameters: {
      learningRate: learningRate(1e-2),
      momentum: decayRate(0.9, "the weights towards their dual average"),
      epsilon: epsilon(1e-6, "the cube root and the rate"),
    },
    state: ["start", "gradientSum", "squareSum"],
    initial: { start: "w" },
    scalars: {
      weight: ({ step, learningRate, epsilon }) =>
        learningRate > 0 ? (learningRate + epsilon) * Math.sqrt(step) : 0,
      dual: ({ momentum, learningRate }) => learningRate > 0 ? 1 - momentum : 0,
    },
    update: ({ w, g, start, gradientSum, squareSum, epsilon, weight, dual }) => {
      const sum = gradientSum.add(weight.mul(g));
      const squares = squareSum.add(weight.mul(g.square()));
      // As in `rootOf`, an overflow is to be seen.
      const root = squares.greater(0).select(squares.max(tiny).log().div(3).exp(), squares);
      const z = start.sub(sum.div(root.add(epsilon).add(squares.sub(squares))));
      return {
        start,
        gradientSum: sum,
        squareSum: squares,
        w: w.add(dual.mul(z.sub(w))),
      };
    },
  },
);
