import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { globalRule } from "../global_rule.ts";
import type { StagedRule } from "../staged_rule.ts";
import { tensorRule } from "../tensor_rule.ts";
import { learningRate, positive } from "./_rows.ts";

const distanceOverGradients = {
  name: "dog",
  title: "DoG",
  reference: "Ivgi, Hinder and Carmon 2023, arXiv:2302.12022",
  bibtex: `@inproceedings{ivgi2023dog,
  author = {Ivgi, Maor and Hinder, Oliver and Carmon, Yair},
  title = {{DoG} is {SGD}'s best friend: a parameter-free dynamic step size schedule},
  booktitle = {ICML}, year = {2023}, eprint = {2302.12022}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(1),
    relativeDistance: positive(1e-6, "First distance r_ε, relative to the norm of the weights."),
    epsilon: {
      ...positive(1e-8, "Epsilon added to the sum of squared gradients."),
      search: { logUniform: [1e-10, 1e-3] },
    },
  },
  state: ["start"],
  scratch: ["way"],
  initial: { start: "w" },
  numbers: { distance: 0, squares: 0, rate: 0 },
  stages: [
    { update: ({ w, start }) => ({ way: w.sub(start) }) },
    {
      prepare: (numbers, { step, learningRate, relativeDistance, epsilon }, measure) => {
        const first = step === 1 ? relativeDistance * (1 + measure.norm("start")) : 0;
        numbers.distance = Math.max(numbers.distance, first, measure.norm("way"));
        numbers.squares += measure.norm("g") ** 2;
        numbers.rate = learningRate * numbers.distance / Math.sqrt(numbers.squares + epsilon);
      },
      update: ({ w, g, rate }) => ({ w: w.sub(rate.mul(g)) }),
    },
  ],
} as const satisfies StagedRule<
  "relativeDistance" | "epsilon",
  "start",
  "way",
  "distance" | "squares" | "rate"
>;

/**
 * DoG, distance over gradients, gradient descent without a learning rate: `r ← max(r, ‖w − w₀‖)`, at first
 * `r_ε·(1 + ‖w₀‖)`, `Q ← Q + ‖g‖²`, `w ← w − η·r / √(Q + ε)·g`, with norms over all parameters.
 *
 * The rate is a factor, 1 by default, for a schedule. w₀ are the weights before the first step. The authors evaluate at a
 * polynomial average of the weights: {@linkcode withPolynomialAverage}. {@linkcode layerwiseDog} has a rate for each tensor.
 *
 * Paper: Ivgi, Hinder and Carmon, "DoG is SGD's best friend: a parameter-free dynamic step size schedule", 2023,
 * arXiv:2302.12022.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, dog } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: dog, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 1 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const dog: OptimizerPlugin<HyperparameterValues<"relativeDistance" | "epsilon">> =
  globalRule({
    ...distanceOverGradients,
    name: "dog",
    title: "DoG",
  });

/**
 * L-DoG, {@linkcode dog} with norms, and so a rate, of each tensor.
 *
 * Paper: Ivgi, Hinder and Carmon, "DoG is SGD's best friend: a parameter-free dynamic step size schedule", 2023,
 * arXiv:2302.12022.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, layerwiseDog } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: layerwiseDog, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 1 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const layerwiseDog: typeof dog = {
  ...tensorRule({
    ...distanceOverGradients,
    name: "layerwise-dog",
    title: "L-DoG",
  }),
  amplifiesRounding: true,
};
