import type { Hyperparameters, OptimizerPlugin, WithHyperparameter } from "../optimizer_plugin.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { WeightAverage } from "./_weight_average.ts";

/**
 * Any optimizer, evaluated at the polynomial average of its weights: after step t `a ← a + (γ + 1) / (γ + t)·(w − a)`.
 *
 * With γ = 0 it is the mean of the weights after all steps, as of stochastic weight averaging (SWA, arXiv:1803.05407); with larger γ
 * late weights count more.
 *
 * Paper: Shamir and Zhang, "Stochastic gradient descent for non-smooth optimization", 2013, arXiv:1212.1824.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameter `averagePower`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, withPolynomialAverage } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const evaluate = () => {
 *   gradient.data.set(value.data);
 *   return (value.data[0] ** 2 + value.data[1] ** 2) / 2;
 * };
 * const optimizer = createOptimizer({ plugin: withPolynomialAverage(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function withPolynomialAverage<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<WithHyperparameter<H, "averagePower">> {
  const {
    name = `polynomial-average-${plugin.name}`,
    title = `${plugin.title} with polynomial averaging`,
  } = wrapperOptions("withPolynomialAverage", plugin, options);
  return extendPlugin(plugin, {
    wrapper: "withPolynomialAverage",
    name,
    title,
    reference: citeBoth(plugin, "Shamir and Zhang 2013, arXiv:1212.1824"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{shamir2013stochastic,
  author = {Shamir, Ohad and Zhang, Tong},
  title = {Stochastic gradient descent for non-smooth optimization: convergence results and optimal averaging schemes},
  booktitle = {ICML}, year = {2013}, eprint = {1212.1824}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      averagePower: {
        default: 8,
        range: [0, 1e6],
        scale: "linear",
        doc: "Power γ of the step in the weights of the average; 0 for the mean.",
      },
    },
    create: (parameters, inner, { averagePower }) =>
      new WeightAverage(plugin.create(parameters, inner), parameters, {
        wrapper: "withPolynomialAverage",
        share: (t) => (averagePower + 1) / (averagePower + t),
      }),
  });
}
