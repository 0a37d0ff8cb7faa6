import { pointwise, type PointwisePass } from "@descent/core";
import { weightDecays } from "../_search_distributions.ts";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
  WithHyperparameter,
} from "../optimizer_plugin.ts";
import type { StateTree } from "../state_tree.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";

/**
 * Options of {@linkcode withDecoupledWeightDecay}.
 *
 * @category Wrappers
 */
export interface DecoupledWeightDecayOptions {
  /** Name of the wrapped plugin; default `<name>w`, such as `adamw`. */
  readonly name?: string;
  /** Title of the wrapped plugin; default `<title>W`, such as `AdamW`. */
  readonly title?: string;
  /** Default of the hyperparameter `weightDecay`, from 0 to 1e3; default 1e-2. */
  readonly weightDecay?: number;
  /**
   * The factor of λ: the learning rate, or only its schedule, as in the paper, so that the best λ does not depend on
   * the rate; default `"rate"`.
   */
  readonly by?: "rate" | "schedule";
  /** Whether weights decay before the step, as in PyTorch, or after it; default `"before"`. */
  readonly when?: "before" | "after";
}

/**
 * Any optimizer with decoupled weight decay: before each step `w ← w − η·λ·w` for the parameters that decay, where η is
 * the learning rate of the step.
 *
 * With Adam this is AdamW, the same as PyTorch's. With plain SGD it equals {@linkcode withWeightDecay}.
 * Loss and gradients of the step are those of the weights before the decay, also for a rule that evaluates again.
 *
 * Paper: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, arXiv:1711.05101.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name, title and default, see {@linkcode DecoupledWeightDecayOptions}.
 * @returns A plugin with the additional hyperparameter `weightDecay`.
 * @throws {TypeError} When the optimizer has a hyperparameter `weightDecay` already.
 *
 * @example AdamW shrinks a weight whose gradient is zero
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adam, createOptimizer, withDecoupledWeightDecay } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([4, -8]), gradient = arena.from([0, 0]);
 * const optimizer = createOptimizer({
 *   plugin: withDecoupledWeightDecay(adam),
 *   parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
 *   hyperparameters: { weightDecay: 0.5 },
 * });
 * optimizer.step({ step: 1, learningRate: 0.5 });
 * assertEquals([...value.data], [3, -6]);
 * ```
 */
export function withDecoupledWeightDecay<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: DecoupledWeightDecayOptions = {},
): OptimizerPlugin<WithHyperparameter<H, "weightDecay">> {
  const {
    name = `${plugin.name}w`,
    title = `${plugin.title}W`,
    weightDecay = 1e-2,
    by = "rate",
    when = "before",
  } = wrapperOptions("withDecoupledWeightDecay", plugin, options, {
    weightDecay: "number",
    by: ["rate", "schedule"],
    when: ["before", "after"],
  });
  return extendPlugin(plugin, {
    wrapper: "withDecoupledWeightDecay",
    name,
    title,
    reference: citeBoth(plugin, "Loshchilov and Hutter 2019, arXiv:1711.05101"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@inproceedings{loshchilov2019decoupled,
  author = {Loshchilov, Ilya and Hutter, Frank},
  title = {Decoupled weight decay regularization},
  booktitle = {ICLR}, year = {2019}, eprint = {1711.05101}, archiveprefix = {arXiv},
}`,
    ),
    hyperparameters: {
      weightDecay: {
        default: weightDecay,
        range: [0, 1e3],
        scale: weightDecay > 0 ? "log" : "linear",
        search: weightDecays,
        doc: `Weight decay, decoupled: coefficient that the ${
          by === "rate" ? "learning rate" : "learning-rate schedule"
        } scales.`,
      },
    },
    schedulable: ["weightDecay"],
    create: (parameters, inner, own) => {
      const decaying = parameters.filter(({ decays }) => decays);
      const pass = shrink.bindAll(decaying.map(({ value }) => ({ w: value })));
      return new DecoupledWeightDecay(plugin.create(parameters, inner), pass, {
        values: own,
        // A base rate of 0 scales no schedule.
        divisor: by === "rate" ? 1 : inner.learningRate || Infinity,
        isBefore: when === "before",
      });
    },
  });
}

// w − share·w and not (1 − share)·w: in f32 the difference 1 − share loses most of a small share's digits.
const shrink = pointwise({
  name: "decoupled weight decay",
  tensors: ["w"],
  scalars: ["share"],
  update: ({ w, share }) => ({ w: w.sub(share.mul(w)) }),
});

class DecoupledWeightDecay implements Optimizer {
  readonly state: StateTree;
  readonly #inner: Optimizer;
  readonly #pass: PointwisePass;
  readonly #values: { readonly weightDecay: number };
  readonly #divisor: number;
  readonly #isBefore: boolean;

  constructor(inner: Optimizer, pass: PointwisePass, { values, divisor, isBefore }: {
    readonly values: { readonly weightDecay: number };
    readonly divisor: number;
    readonly isBefore: boolean;
  }) {
    this.state = inner.state;
    this.#inner = inner;
    this.#pass = pass;
    this.#values = values;
    this.#divisor = divisor;
    this.#isBefore = isBefore;
  }

  step(context: StepContext): void {
    this.#pass.scalars[0] = context.learningRate * (this.#values.weightDecay / this.#divisor);
    if (this.#isBefore) this.#pass.run();
    this.#inner.step(context);
    if (!this.#isBefore) this.#pass.run();
  }

  beginEvaluation(): void {
    this.#inner.beginEvaluation?.();
  }

  endEvaluation(): void {
    this.#inner.endEvaluation?.();
  }
}
