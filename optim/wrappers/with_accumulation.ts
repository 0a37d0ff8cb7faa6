import { type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
  WithHyperparameter,
} from "../optimizer_plugin.ts";
import type { StateTree } from "../state_tree.ts";
import { withOwnGradient } from "./_adjusted_optimizer.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { wholeNumber, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { WrappedOptimizer } from "./_wrapped_optimizer.ts";

/**
 * Any optimizer on the mean gradient of several minibatches: every k-th step it makes one step, between them weights stay.
 *
 * It steps at the rate of the k-th step and is given the mean loss. It cannot evaluate again, as the minibatches are gone.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameter `accumulate`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, withAccumulation } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: withAccumulation(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function withAccumulation<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<WithHyperparameter<H, "accumulate">> {
  const {
    name = `accumulated-${plugin.name}`,
    title = `${plugin.title} on accumulated gradients`,
  } = wrapperOptions("withAccumulation", plugin, options);
  return extendPlugin(plugin, {
    wrapper: "withAccumulation",
    name,
    title,
    hyperparameters: {
      accumulate: wholeNumber(
        4,
        [1, 1e9],
        "Number k of minibatches whose gradients make one step.",
      ),
    },
    create: (parameters, inner, { accumulate }) => {
      const seen = parameters.map(withOwnGradient);
      return new Accumulation(plugin.create(seen, inner), parameters, seen, accumulate);
    },
  });
}

const add = pointwise({
  name: "accumulation of gradients",
  tensors: ["g", "mean"],
  scalars: ["isFirst", "share"],
  update: ({ g, mean, isFirst, share }) => ({
    mean: isFirst.greater(0).select(share.mul(g), mean.add(share.mul(g))),
  }),
});

class Accumulation extends WrappedOptimizer implements Optimizer {
  declare readonly state: StateTree & { count: number; loss: number };
  readonly #add: PointwisePass;
  readonly #accumulate: number;
  readonly #context: { -readonly [F in keyof StepContext]: StepContext[F] } = {
    step: 0,
    learningRate: 0,
  };

  constructor(
    inner: Optimizer,
    parameters: readonly Parameter[],
    seen: readonly Parameter[],
    accumulate: number,
  ) {
    const mean: Record<string, Tensor> = {};
    for (const { name, gradient } of seen) mean[name] = gradient;
    super(inner, { optimizer: inner.state, mean, count: 0, loss: 0 });
    this.#add = add.bindAll(
      parameters.map(({ name, gradient }) => ({ g: gradient, mean: mean[name] })),
    );
    this.#accumulate = accumulate;
  }

  step({ step, learningRate, loss, totalSteps, random }: StepContext): void {
    const { state } = this, share = 1 / this.#accumulate;
    this.#add.scalars[0] = state.count === 0 ? 1 : 0;
    this.#add.scalars[1] = share;
    this.#add.run();
    state.loss = (state.count === 0 ? 0 : state.loss) + share * (loss ?? NaN);
    state.count += 1;
    if (state.count < this.#accumulate) return;
    const own = this.#context;
    // The optimizer's own steps, of which there are fewer.
    own.step = Math.ceil(step / this.#accumulate);
    own.learningRate = learningRate;
    own.totalSteps = totalSteps && Math.max(1, Math.floor(totalSteps / this.#accumulate));
    own.random = random;
    own.loss = Number.isNaN(state.loss) ? undefined : state.loss;
    this.inner.step(own);
    state.count = state.loss = 0;
  }
}
