import type { Hyperparameters, OptimizerPlugin } from "../optimizer_plugin.ts";
import { adjustedOptimizer, withOwnGradient } from "./_adjusted_optimizer.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { unitsOf } from "./_units.ts";

/**
 * Any optimizer on centralized gradients: of each parameter with two or more axes the mean over all inputs is taken from the gradient
 * of each output; vectors stay as they are.
 *
 * Paper: Yong et al., "Gradient centralization: a new optimization technique for deep neural networks", 2020,
 * arXiv:2004.01461.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, withCentralizedGradients } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: withCentralizedGradients(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function withCentralizedGradients<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<H> {
  const {
    name = `centralized-${plugin.name}`,
    title = `${plugin.title} with centralized gradients`,
  } = wrapperOptions("withCentralizedGradients", plugin, options);
  return extendPlugin(plugin, {
    wrapper: "withCentralizedGradients",
    name,
    title,
    reference: citeBoth(plugin, "Yong et al. 2020, arXiv:2004.01461"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{yong2020gradient,
  author = {Yong, Hongwei and Huang, Jianqiang and Hua, Xiansheng and Zhang, Lei},
  title = {Gradient centralization: a new optimization technique for deep neural networks},
  booktitle = {ECCV}, year = {2020}, eprint = {2004.01461}, archiveprefix = {arXiv},
}`,
    ),
    create: (parameters, inner) => {
      const seen = parameters.map(withOwnGradient);
      const parts = parameters.map((parameter, which) => ({
        units: unitsOf(parameter),
        isVector: parameter.value.shape.length < 2,
        g: parameter.gradient.data,
        out: seen[which].gradient.data,
      }));
      const adjust = ({ units, isVector, g, out }: typeof parts[number]) => {
        const { outputs, inputs, at } = units;
        if (isVector) out.set(g);
        else {
          for (let output = 0; output < outputs; output++) {
            let sum = 0;
            for (let input = 0; input < inputs; input++) sum += g[at(output, input)];
            const mean = sum / inputs;
            for (let input = 0; input < inputs; input++) {
              const place = at(output, input);
              out[place] = g[place] - mean;
            }
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
