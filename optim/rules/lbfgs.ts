import type { Parameter, Tensor } from "@descent/core";
import type {
  HyperparameterValues,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import { requireFromContext } from "../require_from_context.ts";
import type { StateTree } from "../state_tree.ts";
import { strongWolfe } from "./_strong_wolfe.ts";
import { twoLoopDirection } from "./two_loop_direction.ts";
import { decayRate, learningRate, onOff, positive, wholeNumber } from "./_rows.ts";

type Name = "historySize" | "lineSearch" | "c1" | "c2" | "curvatureThreshold";

/**
 * L-BFGS, a quasi-Newton method with limited memory: the direction `d = −H·g` of {@linkcode twoLoopDirection}, `w ← w + t·d`, and
 * the pair s = t·d, y the change of the gradient, kept where s·y is above the threshold.
 *
 * With the line search t meets the strong Wolfe conditions; the rate is the first length that is tried, in the first step times
 * `min(1, 1 / Σ|g|)`. Without, that is t. The form of PyTorch's `LBFGS` with one iteration a step. Both gradients of a pair are of
 * the step's minibatch, which is evaluated again, once without the line search; it is made for gradients of all data.
 *
 * Reference: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", 1989.
 *
 * @category Optimizers
 *
 * @example A quadratic of curvatures 1 and 100
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, lbfgs } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, 1], [2], "f64"), gradient = arena.tensor([2], "f64");
 * const evaluate = () => {
 *   gradient.data.set([value.data[0], 100 * value.data[1]]);
 *   return (value.data[0] ** 2 + 100 * value.data[1] ** 2) / 2;
 * };
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: lbfgs, parameters });
 * for (let step = 1; step <= 12; step++) {
 *   optimizer.step({ step, learningRate: 1, loss: evaluate(), evaluate });
 * }
 * assertAlmostEquals(value.data[0], 0, 1e-6);
 * ```
 */
export const lbfgs: OptimizerPlugin<
  HyperparameterValues<"historySize" | "lineSearch" | "c1" | "c2" | "curvatureThreshold">
> = {
  name: "lbfgs",
  title: "L-BFGS",
  reference: "Liu and Nocedal 1989",
  bibtex: `@article{liu1989limited,
  author = {Liu, Dong C. and Nocedal, Jorge},
  title = {On the limited memory {BFGS} method for large scale optimization},
  journal = {Mathematical Programming}, volume = {45}, year = {1989},
}`,
  schedule: "own",
  hyperparameters: {
    learningRate: learningRate(1),
    historySize: wholeNumber(10, [1, 1000], "Number of pairs of differences that are kept."),
    lineSearch: onOff(true, "Whether a line search finds the length of a step."),
    c1: positive(1e-4, "Share c₁ of the expected decrease that the line search asks for."),
    c2: { ...decayRate(0.9, ""), doc: "Share c₂ of the slope that the line search may leave." },
    curvatureThreshold: positive(1e-10, "Least s·y of a pair that is kept."),
  },
  schedulable: ["c1", "c2", "curvatureThreshold"],
  create: (parameters, hyperparameters) => new Lbfgs(parameters, hyperparameters),
};

class Lbfgs implements Optimizer {
  readonly state: StateTree & { step: number; pairs: number };
  readonly #parameters: readonly Parameter[];
  readonly #values: HyperparameterValues<Name>;
  readonly #steps: Tensor<"f64">;
  readonly #differences: Tensor<"f64">;
  readonly #point: Float64Array;
  readonly #gradient: Float64Array;
  readonly #direction: Float64Array;
  readonly #scratch: Float64Array;
  #evaluate: () => number = () => NaN;
  readonly #line = {
    evaluate: (length: number): number => {
      this.#moveTo(length);
      this.#length = length;
      return this.#evaluate();
    },
    slope: (): number => this.#slope(),
  };
  /** Where the weights are on the line. */
  #length = 0;

  constructor(parameters: readonly Parameter[], values: HyperparameterValues<Name>) {
    const size = parameters.reduce((sum, { value }) => sum + value.size, 0);
    const { historySize } = values;
    const make = (): Tensor<"f64"> => parameters[0].value.arena.tensor([historySize, size], "f64");
    [this.#steps, this.#differences] = [make(), make()];
    this.state = { steps: this.#steps, differences: this.#differences, step: 0, pairs: 0 };
    this.#parameters = parameters;
    this.#values = values;
    this.#point = new Float64Array(size);
    this.#gradient = new Float64Array(size);
    this.#direction = new Float64Array(size);
    this.#scratch = new Float64Array(historySize);
  }

  step(context: StepContext): void {
    const { historySize, lineSearch, c1, c2, curvatureThreshold } = this.#values;
    this.#evaluate = requireFromContext(context, "evaluate", "lbfgs");
    const value = requireFromContext(context, "loss", "lbfgs");
    this.state.step += 1;
    if (context.learningRate === 0) return;
    const direction = this.#direction, gradient = this.#gradient;
    let place = 0, total = 0, largest = 0;
    for (const { value, gradient: slopes } of this.#parameters) {
      this.#point.set(value.data, place);
      gradient.set(slopes.data, place);
      place += value.size;
    }
    twoLoopDirection({
      gradient,
      steps: this.#steps.data,
      differences: this.#differences.data,
      pairs: this.state.pairs,
      direction,
      scratch: this.#scratch,
    });
    for (let i = 0; i < direction.length; i++) {
      total += Math.abs(gradient[i]);
      largest = Math.max(largest, Math.abs(direction[i]));
    }
    const slope = this.#slope();
    if (!(slope < 0)) return;
    const first = this.state.step === 1 ? Math.min(1, 1 / total) : 1;
    const length = context.learningRate * first;
    const taken = lineSearch
      ? strongWolfe(this.#line, { length, value, slope, largest, c1, c2 })
      : length;
    if (this.#length !== taken || !lineSearch) this.#line.evaluate(taken);
    this.#keep(taken, historySize, curvatureThreshold);
  }

  /** Keeps the pair of a step, the oldest first, if it is curved enough. */
  #keep(length: number, historySize: number, threshold: number): void {
    const n = this.#direction.length, { data: steps } = this.#steps;
    const { data: differences } = this.#differences, { state } = this;
    let curvature = 0, place = 0;
    for (const { gradient: { data } } of this.#parameters) {
      for (let i = 0; i < data.length; i++, place++) {
        curvature += length * this.#direction[place] * (data[i] - this.#gradient[place]);
      }
    }
    if (!(curvature > threshold)) return;
    if (state.pairs === historySize) {
      steps.copyWithin(0, n);
      differences.copyWithin(0, n);
    } else state.pairs += 1;
    const at = (state.pairs - 1) * n;
    place = 0;
    for (const { gradient: { data } } of this.#parameters) {
      for (let i = 0; i < data.length; i++, place++) {
        steps[at + place] = length * this.#direction[place];
        differences[at + place] = data[i] - this.#gradient[place];
      }
    }
  }

  #moveTo(length: number): void {
    let place = 0;
    for (const { value: { data } } of this.#parameters) {
      for (let i = 0; i < data.length; i++, place++) {
        data[i] = this.#point[place] + length * this.#direction[place];
      }
    }
  }

  /** The slope of the present gradients along the direction. */
  #slope(): number {
    let place = 0, slope = 0;
    for (const { gradient: { data } } of this.#parameters) {
      for (let i = 0; i < data.length; i++) slope += data[i] * this.#direction[place++];
    }
    return slope;
  }
}
