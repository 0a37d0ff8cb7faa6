import { longAverages } from "../_search_distributions.ts";
import type { Hyperparameters, OptimizerPlugin, WithHyperparameter } from "../optimizer_plugin.ts";
import { extendPlugin } from "../extend_plugin.ts";
import { citeBoth, joinBibtex, wrapperOptions } from "./_plugin_parts.ts";
import { WeightAverage } from "./_weight_average.ts";

/**
 * Options of {@linkcode withWeightAverage}.
 *
 * @category Wrappers
 */
export interface WeightAverageOptions {
  /** Name of the wrapped plugin; default `<name>-ema`. */
  readonly name?: string;
  /** Title of the wrapped plugin; default `<title> with weight averaging`. */
  readonly title?: string;
  /** Default of the hyperparameter `averageDecay`, from 0 to 1; default 0.999. */
  readonly averageDecay?: number;
  /**
   * How the average begins: `"first-step"`, at the weights after the first step (the default); `"initial"`, at those before it;
   * `"debiased"`, at 0, with the bias corrected as in Adam; `"warmup"`, as `"initial"`, with d at most `(1 + t) / (10 + t)`.
   */
  readonly start?: "first-step" | "initial" | "debiased" | "warmup";
}

/**
 * Any optimizer, evaluated at the exponential moving average of its weights: after step t, counted from 1, `a ← w` for
 * t = 1, then `a ← d·a + (1 − d)·w`; training goes on from w.
 *
 * The same as PyTorch's `AveragedModel` with `get_ema_multi_avg_fn(d)`. {@linkcode withEvaluationView} exchanges w and
 * a; before the first step there is no average, and w is evaluated. Running statistics of batch normalization are no
 * weights: they stay those of w.
 *
 * Papers: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992; Tarvainen and Valpola,
 * "Mean teachers are better role models", 2017, arXiv:1703.01780.
 *
 * @category Wrappers
 * @param plugin The optimizer to wrap.
 * @param options Name, title and default, see {@linkcode WeightAverageOptions}.
 * @returns A plugin with the additional hyperparameter `averageDecay`.
 * @throws {TypeError} When the optimizer has a hyperparameter `averageDecay` already.
 *
 * @example Weights of 1 and 2 after two steps
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, sgd, withEvaluationView, withWeightAverage } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([0]), gradient = arena.from([-1]);
 * const optimizer = createOptimizer({
 *   plugin: withWeightAverage(sgd),
 *   parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
 *   hyperparameters: { averageDecay: 0.75 },
 * });
 * for (let step = 1; step <= 2; step++) optimizer.step({ step, learningRate: 1 });
 * assertEquals(withEvaluationView(optimizer, () => value.data[0]), 0.75 * 1 + 0.25 * 2);
 * ```
 */
export function withWeightAverage<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  options: WeightAverageOptions = {},
): OptimizerPlugin<WithHyperparameter<H, "averageDecay">> {
  const {
    name = `${plugin.name}-ema`,
    title = `${plugin.title} with weight averaging`,
    averageDecay = 0.999,
    start = "first-step",
  } = wrapperOptions("withWeightAverage", plugin, options, {
    averageDecay: "number",
    start: ["first-step", "initial", "debiased", "warmup"],
  });
  return extendPlugin(plugin, {
    wrapper: "withWeightAverage",
    name,
    title,
    reference: citeBoth(plugin, "Polyak and Juditsky 1992"),
    bibtex: joinBibtex(
      plugin.bibtex,
      `@article{polyak1992acceleration,
  author = {Polyak, Boris T. and Juditsky, Anatoli B.},
  title = {Acceleration of stochastic approximation by averaging},
  journal = {SIAM Journal on Control and Optimization}, volume = {30}, year = {1992},
}`,
    ),
    hyperparameters: {
      averageDecay: {
        default: averageDecay,
        range: [0, 1],
        scale: "linear",
        search: longAverages,
        doc: "Exponential decay rate of the weight average.",
      },
    },
    schedulable: ["averageDecay"],
    create: (parameters, inner, own) =>
      new WeightAverage(plugin.create(parameters, inner), parameters, {
        wrapper: "withWeightAverage",
        startsBefore: start === "initial" || start === "warmup",
        share: (t) => {
          const { averageDecay } = own;
          if (start === "warmup") return 1 - Math.min(averageDecay, (1 + t) / (10 + t));
          const share = 1 - averageDecay;
          return start === "debiased" ? share / (1 - averageDecay ** t) : share;
        },
      }),
  });
}
