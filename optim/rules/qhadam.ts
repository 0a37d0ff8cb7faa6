import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { ruleOptimizer } from "../rule_optimizer.ts";
import { adamRows, biasCorrection, momentWeights } from "./_adam_parts.ts";
import { rootOf } from "./_root_of.ts";
import { learningRate } from "./_rows.ts";
import type { Hyperparameter } from "../optimizer_plugin.ts";

/**
 * QHAdam, quasi-hyperbolic Adam, which mixes the moments with the present gradient: m̂ and v̂ as in Adam,
 * `w ← w − η·((1 − ν₁)·g + ν₁·m̂) / (√((1 − ν₂)·g² + ν₂·v̂) + ε)`.
 *
 * With ν₁ = ν₂ = 1 it is Adam, with ν₁ = β₁ nearly Adam with Nesterov momentum.
 *
 * Paper: Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019, arXiv:1810.06801.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, qhadam } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: qhadam, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const qhadam: OptimizerPlugin<
  HyperparameterValues<"beta1" | "beta2" | "nu1" | "nu2" | "epsilon">
> = ruleOptimizer({
  name: "qhadam",
  title: "QHAdam",
  reference: "Ma and Yarats 2019, arXiv:1810.06801",
  bibtex: `@inproceedings{ma2019quasi,
  author = {Ma, Jerry and Yarats, Denis},
  title = {Quasi-hyperbolic momentum and {Adam} for deep learning},
  booktitle = {ICLR}, year = {2019}, eprint = {1810.06801}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1e-3),
    ...adamRows,
    beta1: { ...adamRows.beta1, default: 0.995 },
    nu1: share(0.7, "first moment in the numerator"),
    nu2: share(1, "second moment in the denominator"),
  },
  state: ["firstMoment", "secondMoment"],
  scalars: {
    ...momentWeights,
    gradientPart: ({ learningRate, nu1 }) => learningRate * (1 - nu1),
    momentPart: ({ step, learningRate, nu1, beta1 }) =>
      learningRate * nu1 / biasCorrection(beta1, step),
    squarePart: ({ nu2 }) => 1 - nu2,
    secondPart: ({ step, nu2, beta2 }) => nu2 / biasCorrection(beta2, step),
  },
  update: ({ w, g, firstMoment, secondMoment, beta1, beta2, epsilon, ...scalars }) => {
    const { oneMinusBeta1, oneMinusBeta2, gradientPart, momentPart, squarePart, secondPart } =
      scalars;
    const nextFirst = beta1.mul(firstMoment).add(oneMinusBeta1.mul(g));
    const nextSecond = beta2.mul(secondMoment).add(oneMinusBeta2.mul(g.square()));
    const direction = gradientPart.mul(g).add(momentPart.mul(nextFirst));
    const scale = rootOf(squarePart.mul(g.square()).add(secondPart.mul(nextSecond))).add(epsilon);
    return { firstMoment: nextFirst, secondMoment: nextSecond, w: w.sub(direction.div(scale)) };
  },
});

function share(standard: number, of: string): Hyperparameter {
  return { default: standard, range: [0, 1], scale: "linear", doc: `Share ν of the ${of}.` };
}
