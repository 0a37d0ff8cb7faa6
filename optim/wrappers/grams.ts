import { type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { WrappedOptimizer } from "./_wrapped_optimizer.ts";

/**
 * Any optimizer, of whose steps only the size is taken, and the direction from the gradient: `w ← w − sign(g)·|Δ|`, where Δ is
 * the optimizer's step; where g is 0 nothing moves.
 *
 * Paper: Cao et al., "Grams: gradient descent with adaptive momentum scaling", 2024, arXiv:2412.17107.
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
 * import { adam, createOptimizer, grams } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: grams(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function grams<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<H> {
  const { name = `grams-${plugin.name}`, title = `Grams of ${plugin.title}` } = wrapperOptions(
    "grams",
    plugin,
    options,
  );
  return extendPlugin(plugin, {
    wrapper: "grams",
    name,
    title,
    reference: citeBoth(plugin, "Cao et al. 2024, arXiv:2412.17107"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@article{cao2024grams,
  author = {Cao, Yang and Li, Xiaoyu and Song, Zhao},
  title = {{Grams}: gradient descent with adaptive momentum scaling},
  year = {2024}, eprint = {2412.17107}, archiveprefix = {arXiv},
}`,
    ),
    create: (parameters, inner) => new GramsOptimizer(plugin.create(parameters, inner), parameters),
  });
}

const turn = pointwise({
  name: "step of the gradient's sign",
  tensors: ["w", "g", "before"],
  update: ({ w, g, before }) => ({ w: before.sub(g.sign().mul(w.sub(before).abs())) }),
});

class GramsOptimizer extends WrappedOptimizer implements Optimizer {
  readonly #values: readonly { readonly value: Tensor; readonly before: Tensor }[];
  readonly #pass: PointwisePass;

  constructor(inner: Optimizer, parameters: readonly Parameter[]) {
    super(inner);
    const sets = parameters.map(({ value, gradient }) => ({
      w: value,
      g: gradient,
      before: value.arena.tensor(value.shape, value.dtype) as Tensor,
    }));
    this.#values = sets.map(({ w, before }) => ({ value: w, before }));
    this.#pass = turn.bindAll(sets);
  }

  step(context: StepContext): void {
    for (const { value, before } of this.#values) before.data.set(value.data);
    this.inner.step(context);
    this.#pass.run();
  }
}
