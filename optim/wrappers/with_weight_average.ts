import { type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import { longAverages } from "../_search_distributions.ts";
import type {
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
  WithHyperparameter,
} from "../optimizer_plugin.ts";
import type { StateTree } from "../state_tree.ts";
import { citeBoth, extendPlugin } from "./_extend_plugin.ts";

/** Options of {@linkcode withWeightAverage}. */
export interface WeightAverageOptions {
  /** Name of the wrapped plugin; default `<name>-ema`. */
  readonly name?: string;
  /** Title of the wrapped plugin; default `<title> with weight averaging`. */
  readonly title?: string;
  /** Default of the hyperparameter `averageDecay`, from 0 to 1; default 0.999. */
  readonly averageDecay?: number;
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
  {
    name = `${plugin.name}-ema`,
    title = `${plugin.title} with weight averaging`,
    averageDecay = 0.999,
  }: WeightAverageOptions = {},
): OptimizerPlugin<WithHyperparameter<H, "averageDecay">> {
  return extendPlugin(plugin, {
    wrapper: "withWeightAverage",
    name,
    title,
    reference: citeBoth(plugin, "Polyak and Juditsky 1992"),
    hyperparameter: "averageDecay",
    entry: {
      default: averageDecay,
      range: [0, 1],
      scale: "linear",
      search: longAverages,
      doc: "Exponential decay rate of the weight average.",
    },
    create: (parameters, inner, averageDecay) =>
      new WeightAverage(plugin.create(parameters, inner), parameters, averageDecay),
  });
}

// a + (1 − d)·(w − a) and not d·a + (1 − d)·w: in f32 the rounded factors do not add up to 1.
const average = pointwise({
  name: "weight average",
  tensors: ["average", "w"],
  scalars: ["share"],
  update: ({ average, w, share }) => ({ average: average.add(share.mul(w.sub(average))) }),
});

const copy = pointwise({
  name: "first weight average",
  tensors: ["average", "w"],
  update: ({ w }) => ({ average: w }),
});

const exchange = pointwise({
  name: "exchange of weights and average",
  tensors: ["average", "w"],
  update: ({ average, w }) => ({ average: w, w: average }),
});

class WeightAverage implements Optimizer {
  readonly state: StateTree & { averagedSteps: number };
  readonly #inner: Optimizer;
  readonly #copy: PointwisePass;
  readonly #average: PointwisePass;
  readonly #exchange: PointwisePass;
  #inView = false;

  constructor(inner: Optimizer, parameters: readonly Parameter[], decay: number) {
    const weightAverage: Record<string, Tensor> = {};
    for (const { name, value } of parameters) {
      weightAverage[name] = value.arena.tensor(value.shape, value.dtype);
    }
    const pairs = parameters.map(({ name, value }) => ({ average: weightAverage[name], w: value }));
    this.state = { optimizer: inner.state, weightAverage, averagedSteps: 0 };
    this.#inner = inner;
    this.#copy = copy.bindAll(pairs);
    this.#average = average.bindAll(pairs);
    this.#average.scalars[0] = 1 - decay;
    this.#exchange = exchange.bindAll(pairs);
  }

  step(context: StepContext): void {
    this.#requireView(false, "step");
    this.#inner.step(context);
    if (this.state.averagedSteps === 0) this.#copy.run();
    else this.#average.run();
    this.state.averagedSteps += 1;
  }

  beginEvaluation(): void {
    this.#requireView(false, "beginEvaluation");
    this.#inner.beginEvaluation?.();
    if (this.state.averagedSteps > 0) this.#exchange.run();
    this.#inView = true;
  }

  endEvaluation(): void {
    this.#requireView(true, "endEvaluation");
    if (this.state.averagedSteps > 0) this.#exchange.run();
    this.#inner.endEvaluation?.();
    this.#inView = false;
  }

  #requireView(wanted: boolean, operation: string): void {
    if (this.#inView === wanted) return;
    const [expected, got] = wanted ? ["within", "outside of"] : ["outside of", "within"];
    throw new Error(
      `withWeightAverage: expected ${operation} ${expected} an evaluation, got it ${got} one; evaluate in the function that withEvaluationView takes`,
    );
  }
}
