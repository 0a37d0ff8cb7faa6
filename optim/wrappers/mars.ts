import { norm, pointwise, type Tensor } from "@descent/core";
import type { Hyperparameters, OptimizerPlugin, WithHyperparameter } from "../optimizer_plugin.ts";
import { adjustedOptimizer, withOwnGradient } from "./_adjusted_optimizer.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";

/**
 * Any optimizer with momentum, on gradients with reduced variance: `c = g + γ·β/(1 − β)·(g − g₋₁)`, scaled to a norm of 1 over
 * each tensor where it is longer; β is the optimizer's `beta1` or `momentum`, and g₋₁ the gradient of the step before, 0 in the
 * first.
 *
 * The approximate form of the authors' code: g₋₁ is of another minibatch. They give matrices alone to it:
 * `byRole({ matrices: mars(adamw), others: adamw })`.
 *
 * Paper: Yuan et al., "MARS: unleashing the power of variance reduction for training large models", 2024, arXiv:2411.10438.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameter `gamma`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already, or none of `beta1` and `momentum`.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, mars } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: mars(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function mars<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<WithHyperparameter<H, "gamma">> {
  const { name = `mars-${plugin.name}`, title = `MARS-${plugin.title}` } = wrapperOptions(
    "mars",
    plugin,
    options,
  );
  const decay = ["beta1", "momentum"].find((each) => Object.hasOwn(plugin.hyperparameters, each));
  if (decay === undefined) {
    throw new TypeError(
      `mars: expected an optimizer with beta1 or momentum, got '${plugin.name}' without; wrap one that averages gradients, such as adamw`,
    );
  }
  return extendPlugin(plugin, {
    wrapper: "mars",
    name,
    title,
    reference: citeBoth(plugin, "Yuan et al. 2024, arXiv:2411.10438"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@article{yuan2024mars,
  author = {Yuan, Huizhuo and others},
  title = {{MARS}: unleashing the power of variance reduction for training large models},
  year = {2024}, eprint = {2411.10438}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      gamma: {
        default: 0.025,
        range: [0, 1],
        scale: "log",
        doc: "Factor γ of the difference of gradients.",
      },
    },
    schedulable: ["gamma"],
    create: (parameters, inner, own) => {
      const values = inner as unknown as Readonly<Record<string, number>>;
      const seen = parameters.map(withOwnGradient);
      const lastGradient: Record<string, Tensor> = {}, previous: Tensor[] = [];
      for (const { name, value: { arena, shape, dtype } } of parameters) {
        lastGradient[name] = arena.tensor(shape, dtype);
        previous.push(arena.tensor(shape, dtype));
      }
      const parts = parameters.map(({ name, gradient }, which) => ({
        seen: seen[which].gradient,
        last: lastGradient[name],
        previous: previous[which],
        correct: correct.bindAll([{
          ...{ g: gradient, seen: seen[which].gradient },
          ...{ last: lastGradient[name], previous: previous[which] },
        }]),
        shorten: shorten.bindAll([{ seen: seen[which].gradient }]),
      }));
      return adjustedOptimizer(plugin.create(seen, inner), {
        state: { lastGradient },
        begin: () => {
          for (const { last, previous } of parts) previous.data.set(last.data);
        },
        refresh: () => {
          for (const { seen, correct, shorten } of parts) {
            correct.scalars[0] = own.gamma * values[decay] / (1 - values[decay]);
            correct.run();
            const length = norm(seen);
            if (length <= 1) continue;
            shorten.scalars[0] = 1 / length;
            shorten.run();
          }
        },
      });
    },
  });
}

const correct = pointwise({
  name: "variance reduction",
  tensors: ["g", "seen", "last", "previous"],
  scalars: ["factor"],
  update: ({ g, previous, factor }) => ({ seen: g.add(factor.mul(g.sub(previous))), last: g }),
});

const shorten = pointwise({
  name: "shortening",
  tensors: ["seen"],
  scalars: ["factor"],
  update: ({ seen, factor }) => ({ seen: seen.mul(factor) }),
});
