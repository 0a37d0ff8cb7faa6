import type { Parameter, Tensor } from "@descent/core";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import type { StateTree } from "../state_tree.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wholeNumber, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { WrappedOptimizer } from "./_wrapped_optimizer.ts";

/**
 * Any optimizer, evaluated at the mean of its latest weights (LAWA): those of the last k times that the number of steps was a
 * multiple of `averageEvery`; before the first time, at its weights.
 *
 * Paper: Kaddour, "Stop wasting my time! Saving days of ImageNet and BERT training with latest weight averaging", 2022,
 * arXiv:2209.14981.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameters `averageCount` and `averageEvery`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, withLatestAverage } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: withLatestAverage(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function withLatestAverage<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<H & Readonly<Record<"averageCount" | "averageEvery", number>>> {
  const {
    name = `latest-average-${plugin.name}`,
    title = `${plugin.title} with latest weight averaging`,
  } = wrapperOptions("withLatestAverage", plugin, options);
  return extendPlugin(plugin, {
    wrapper: "withLatestAverage",
    name,
    title,
    reference: citeBoth(plugin, "Kaddour 2022, arXiv:2209.14981"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@article{kaddour2022stop,
  author = {Kaddour, Jean},
  title = {Stop wasting my time! {Saving} days of {ImageNet} and {BERT} training with latest weight averaging},
  year = {2022}, eprint = {2209.14981}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      averageCount: wholeNumber(5, [1, 1000], "Number k of weights that are averaged."),
      averageEvery: wholeNumber(10, [1, 1e9], "Steps between two of them."),
    },
    create: (parameters, inner, { averageCount, averageEvery }) =>
      new LatestAverage(plugin.create(parameters, inner), parameters, averageCount, averageEvery),
  });
}

class LatestAverage extends WrappedOptimizer implements Optimizer {
  declare readonly state: StateTree & { step: number };
  readonly #parts: readonly {
    readonly value: Tensor;
    readonly latest: readonly Tensor[];
    readonly trained: Tensor;
  }[];
  readonly #count: number;
  readonly #every: number;

  constructor(inner: Optimizer, parameters: readonly Parameter[], count: number, every: number) {
    const parts = parameters.map(({ name, value }) => {
      const copy = (): Tensor => value.arena.tensor(value.shape, value.dtype);
      return { name, value, trained: copy(), latest: Array.from({ length: count }, copy) };
    });
    super(inner, {
      optimizer: inner.state,
      latestWeights: Object.fromEntries(
        parts.map(({ name, latest }) => [name, { ...latest } as unknown as StateTree]),
      ),
      step: 0,
    });
    this.#parts = parts;
    this.#count = count;
    this.#every = every;
  }

  step(context: StepContext): void {
    this.inner.step(context);
    this.state.step += 1;
    if (this.state.step % this.#every !== 0) return;
    const place = (this.state.step / this.#every - 1) % this.#count;
    for (const { value, latest } of this.#parts) latest[place].data.set(value.data);
  }

  override beginEvaluation(): void {
    super.beginEvaluation();
    const used = Math.min(this.#count, Math.floor(this.state.step / this.#every));
    for (const { value, trained, latest } of this.#parts) {
      trained.data.set(value.data);
      for (let index = 0; used > 0 && index < value.size; index++) {
        let sum = 0;
        for (let which = 0; which < used; which++) sum += latest[which].data[index];
        value.data[index] = sum / used;
      }
    }
  }

  override endEvaluation(): void {
    for (const { value, trained } of this.#parts) value.data.set(trained.data);
    super.endEvaluation();
  }
}
