import { type Parameter, pointwise, type PointwisePass, sum, type Tensor } from "@descent/core";
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
 * Options of {@linkcode cautious}.
 *
 * @category Wrappers
 */
export interface CautiousOptions extends WrapperNames {
  /**
   * How what is left of a step is scaled up in each tensor: `"mean"`, divided by the share of elements that move, at least
   * 1e-3 (the default), or `"count"`, by `(their number + 1) / size`, as in the first version and C-Lion.
   */
  readonly scaling?: "mean" | "count";
}

/**
 * Any optimizer, of whose steps only the elements are taken that go against the gradient: `w ← w + k·Δ`, where Δ is the
 * optimizer's step, `k = 1` where `Δ·g < 0`, else 0, scaled to a mean of 1 over each tensor.
 *
 * Weight decay that the optimizer does is part of its step; the paper's Cautious AdamW decays outside, as
 * `withDecoupledWeightDecay(cautious(adamKeras))` does.
 *
 * Paper: Liang et al., "Cautious optimizers: improving training with one line of code", 2024, arXiv:2411.16085.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Scaling, name and title, see {@linkcode CautiousOptions}.
 * @returns A plugin.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, cautious } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: cautious(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function cautious<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: CautiousOptions = {},
): OptimizerPlugin<H> {
  const { scaling = "mean", name = `cautious-${plugin.name}`, title = `Cautious ${plugin.title}` } =
    wrapperOptions("cautious", plugin, options, {
      scaling: ["mean", "count"],
    });
  return extendPlugin(plugin, {
    wrapper: "cautious",
    name,
    title,
    reference: citeBoth(plugin, "Liang et al. 2024, arXiv:2411.16085"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@article{liang2024cautious,
  author = {Liang, Kaizhao and Chen, Lizhang and Liu, Bo and Liu, Qiang},
  title = {Cautious optimizers: improving training with one line of code},
  year = {2024}, eprint = {2411.16085}, archiveprefix = {arXiv},
}`,
    ),
    create: (parameters, inner) =>
      new CautiousOptimizer(plugin.create(parameters, inner), parameters, scaling),
  });
}

const compare = pointwise({
  name: "caution",
  tensors: ["w", "g", "before", "taken"],
  update: ({ w, g, before }) => ({
    taken: w.sub(before).sign().mul(g.sign()).less(0).select(1, 0),
  }),
});

const take = pointwise({
  name: "cautious step",
  tensors: ["w", "before", "taken"],
  scalars: ["factor"],
  update: ({ w, before, taken, factor }) => ({
    // What is no number is taken too, so that caution hides no divergence.
    w: taken.greater(0).select(before.add(factor.mul(w.sub(before))), before.add(w.sub(w))),
  }),
});

class CautiousOptimizer extends WrappedOptimizer implements Optimizer {
  readonly #parts: readonly {
    readonly value: Tensor;
    readonly before: Tensor;
    readonly taken: Tensor;
    readonly compare: PointwisePass;
    readonly take: PointwisePass;
  }[];
  readonly #scaling: "mean" | "count";

  constructor(inner: Optimizer, parameters: readonly Parameter[], scaling: "mean" | "count") {
    super(inner);
    this.#scaling = scaling;
    this.#parts = parameters.map(({ value, gradient }) => {
      const { arena, shape, dtype } = value;
      const before: Tensor = arena.tensor(shape, dtype), taken: Tensor = arena.tensor(shape, dtype);
      return {
        ...{ value, before, taken },
        compare: compare.bindAll([{ w: value, g: gradient, before, taken }]),
        take: take.bindAll([{ w: value, before, taken }]),
      };
    });
  }

  step(context: StepContext): void {
    for (const { before, value } of this.#parts) before.data.set(value.data);
    this.inner.step(context);
    for (const { taken, compare, take } of this.#parts) {
      compare.run();
      const count = sum(taken), { size } = taken;
      take.scalars[0] = this.#scaling === "mean"
        ? 1 / Math.max(count / size, 1e-3)
        : size / (count + 1);
      take.run();
    }
  }
}
