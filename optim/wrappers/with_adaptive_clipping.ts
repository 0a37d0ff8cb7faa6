import type { Hyperparameters, OptimizerPlugin } from "../optimizer_plugin.ts";
import { adjustedOptimizer, withOwnGradient } from "./_adjusted_optimizer.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { unitsOf, whole } from "./_units.ts";

/**
 * Any optimizer with adaptive gradient clipping: the gradient of each output's weights (of all of a vector) is shortened to a norm of
 * `c·max(‖w‖, ε)` where its own, at least 1e-6, is longer.
 *
 * Paper: Brock et al., "High-performance large-scale image recognition without normalization", 2021, arXiv:2102.06171.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameters `clipRatio` and `clipEpsilon`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, withAdaptiveClipping } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: withAdaptiveClipping(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function withAdaptiveClipping<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<H & Readonly<Record<"clipRatio" | "clipEpsilon", number>>> {
  const { name = `agc-${plugin.name}`, title = `${plugin.title} with adaptive clipping` } =
    wrapperOptions("withAdaptiveClipping", plugin, options);
  return extendPlugin(plugin, {
    wrapper: "withAdaptiveClipping",
    name,
    title,
    reference: citeBoth(plugin, "Brock et al. 2021, arXiv:2102.06171"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{brock2021high,
  author = {Brock, Andrew and De, Soham and Smith, Samuel L. and Simonyan, Karen},
  title = {High-performance large-scale image recognition without normalization},
  booktitle = {ICML}, year = {2021}, eprint = {2102.06171}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      clipRatio: {
        default: 0.01,
        range: [0, 1e9],
        scale: "log",
        doc: "Adaptive clipping: largest norm of a gradient, relative to that of its weights.",
      },
      clipEpsilon: {
        default: 1e-3,
        range: [0, 1e9],
        scale: "log",
        doc: "Adaptive clipping: least norm of weights.",
      },
    },
    schedulable: ["clipRatio", "clipEpsilon"],
    create: (parameters, inner, own) => {
      const seen = parameters.map(withOwnGradient);
      const parts = parameters.map((parameter, which) => ({
        value: parameter.value,
        units: unitsOf(parameter),
        isVector: parameter.value.shape.length < 2,
        g: parameter.gradient.data,
        out: seen[which].gradient.data,
      }));
      const adjust = ({ value, units, isVector, g, out }: typeof parts[number]) => {
        const { outputs, inputs, at } = isVector ? whole(g.length) : units;
        for (let output = 0; output < outputs; output++) {
          let slopes = 0, weights = 0;
          for (let input = 0; input < inputs; input++) {
            const place = at(output, input);
            slopes += g[place] ** 2;
            weights += value.data[place] ** 2;
          }
          const bound = own.clipRatio * Math.max(Math.sqrt(weights), own.clipEpsilon);
          const length = Math.max(Math.sqrt(slopes), 1e-6);
          const factor = length > bound ? bound / length : 1;
          for (let input = 0; input < inputs; input++) {
            const place = at(output, input);
            out[place] = factor * g[place];
          }
        }
      };
      return adjustedOptimizer(plugin.create(seen, inner), {
        refresh: () => {
          for (const part of parts) adjust(part);
        },
      });
    },
  });
}
