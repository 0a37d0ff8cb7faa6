import { type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import { stateLike } from "../state_like.ts";
import type { StateTree } from "../state_tree.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wholeNumber, wrapperOptions } from "./_plugin_parts.ts";
import type { WrapperNames } from "./wrapper_names.ts";
import { WrappedOptimizer } from "./_wrapped_optimizer.ts";

/**
 * Any optimizer with slow weights that look ahead: after every k steps `slow ← slow + α·(w − slow)`, `w ← slow`; the slow weights
 * are evaluated.
 *
 * They start as the first weights. The optimizer's state goes on as it is.
 *
 * Paper: Zhang et al., "Lookahead optimizer: k steps forward, 1 step back", 2019, arXiv:1907.08610.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name and title.
 * @returns A plugin with the additional hyperparameters `lookaheadSteps` and `slowShare`.
 * @throws {TypeError} When the optimizer has a hyperparameter of the wrapper's already.
 *
 * @example Ten steps of the wrapped optimizer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, lookahead } from "@descent/optim";
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
 * const optimizer = createOptimizer({ plugin: lookahead(adam), parameters });
 * for (let step = 1; step <= 10; step++) {
 *   optimizer.step({ step, learningRate: 0.1, loss: evaluate(), evaluate });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export function lookahead<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WrapperNames = {},
): OptimizerPlugin<H & Readonly<Record<"lookaheadSteps" | "slowShare", number>>> {
  const { name = `lookahead-${plugin.name}`, title = `Lookahead ${plugin.title}` } = wrapperOptions(
    "lookahead",
    plugin,
    options,
  );
  return extendPlugin(plugin, {
    wrapper: "lookahead",
    name,
    title,
    reference: citeBoth(plugin, "Zhang et al. 2019, arXiv:1907.08610"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{zhang2019lookahead,
  author = {Zhang, Michael R. and Lucas, James and Hinton, Geoffrey and Ba, Jimmy},
  title = {Lookahead optimizer: k steps forward, 1 step back},
  booktitle = {NeurIPS}, year = {2019}, eprint = {1907.08610}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      lookaheadSteps: wholeNumber(5, [1, 1e9], "Steps k between two moves of the slow weights."),
      slowShare: {
        default: 0.5,
        range: [0, 1],
        scale: "linear",
        doc: "Share α of the way that the slow weights go.",
      },
    },
    schedulable: ["slowShare"],
    create: (parameters, inner, own) =>
      new Lookahead(plugin.create(parameters, inner), parameters, own),
  });
}

const follow = pointwise({
  name: "slow weights",
  tensors: ["w", "slow"],
  scalars: ["share"],
  update: ({ w, slow, share }) => {
    const next = slow.add(share.mul(w.sub(slow)));
    return { w: next, slow: next };
  },
});

const exchange = pointwise({
  name: "exchange of fast and slow weights",
  tensors: ["w", "slow"],
  update: ({ w, slow }) => ({ w: slow, slow: w }),
});

type LookaheadValues = Readonly<Record<"lookaheadSteps" | "slowShare", number>>;

class Lookahead extends WrappedOptimizer implements Optimizer {
  declare readonly state: StateTree & { step: number };
  readonly #pairs: readonly { readonly w: Tensor; readonly slow: Tensor }[];
  readonly #follow: PointwisePass;
  readonly #exchange: PointwisePass;
  readonly #values: LookaheadValues;

  constructor(inner: Optimizer, parameters: readonly Parameter[], values: LookaheadValues) {
    const slowWeights = stateLike(parameters);
    super(inner, { optimizer: inner.state, slowWeights, step: 0 });
    this.#pairs = parameters.map(({ name, value }) => ({ w: value, slow: slowWeights[name] }));
    this.#follow = follow.bindAll(this.#pairs);
    this.#exchange = exchange.bindAll(this.#pairs);
    this.#values = values;
  }

  step(context: StepContext): void {
    if (this.state.step === 0) { for (const { w, slow } of this.#pairs) slow.data.set(w.data); }
    this.inner.step(context);
    this.state.step += 1;
    if (this.state.step % this.#values.lookaheadSteps !== 0) return;
    this.#follow.scalars[0] = this.#values.slowShare;
    this.#follow.run();
  }

  override beginEvaluation(): void {
    super.beginEvaluation();
    if (this.state.step > 0) this.#exchange.run();
  }

  override endEvaluation(): void {
    if (this.state.step > 0) this.#exchange.run();
    super.endEvaluation();
  }
}
