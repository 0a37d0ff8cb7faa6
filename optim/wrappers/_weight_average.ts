import { type Parameter, pointwise, type PointwisePass } from "@descent/core";
import type { Optimizer, StepContext } from "../optimizer_plugin.ts";
import { stateLike } from "../state_like.ts";
import type { StateTree } from "../state_tree.ts";

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

/** Options of {@linkcode WeightAverage}. */
export interface WeightAverageSettings {
  /** Name of the wrapper, for messages. */
  readonly wrapper: string;
  /** Whether the average starts at the weights before the first step, not at those after it. */
  readonly startsBefore?: boolean;
  /** The share of the weights in the average after step t. */
  readonly share: (t: number) => number;
}

/** An optimizer that is evaluated at an average of its weights. */
export class WeightAverage implements Optimizer {
  readonly state: StateTree & { averagedSteps: number };
  readonly #inner: Optimizer;
  readonly #copy: PointwisePass;
  readonly #average: PointwisePass;
  readonly #exchange: PointwisePass;
  #inView = false;

  readonly #settings: WeightAverageSettings;

  constructor(
    inner: Optimizer,
    parameters: readonly Parameter[],
    settings: WeightAverageSettings,
  ) {
    this.#settings = settings;
    const weightAverage = stateLike(parameters);
    const pairs = parameters.map(({ name, value }) => ({ average: weightAverage[name], w: value }));
    this.state = { optimizer: inner.state, weightAverage, averagedSteps: 0 };
    this.#inner = inner;
    this.#copy = copy.bindAll(pairs);
    this.#average = average.bindAll(pairs);
    this.#exchange = exchange.bindAll(pairs);
  }

  step(context: StepContext): void {
    this.#requireView(false, "step");
    const { startsBefore = false, share } = this.#settings;
    const isFirst = this.state.averagedSteps === 0;
    if (isFirst && startsBefore) this.#copy.run();
    this.#inner.step(context);
    this.state.averagedSteps += 1;
    if (isFirst && !startsBefore) {
      this.#copy.run();
    } else {
      this.#average.scalars[0] = share(this.state.averagedSteps);
      this.#average.run();
    }
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
      `${this.#settings.wrapper}: expected ${operation} ${expected} an evaluation, got it ${got} one; evaluate in the function that withEvaluationView takes`,
    );
  }
}
