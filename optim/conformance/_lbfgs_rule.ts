import type { Parameter } from "@descent/core";
import type { Optimizer, OptimizerPlugin, StepContext } from "../optimizer_plugin.ts";
import { requireFromContext } from "../require_from_context.ts";
import { sgd } from "../rules/sgd.ts";
import type { StateTree } from "../state_tree.ts";

/**
 * A quasi-Newton method for the suite's tests: L-BFGS with one pair of differences, `s` of points and `y` of gradients,
 * and a line search that halves the step until the loss falls enough (Armijo's condition).
 */
export const lbfgsRule: OptimizerPlugin = {
  ...sgd,
  name: "lbfgs",
  title: "L-BFGS of memory 1",
  reference: "Liu and Nocedal 1989",
  hyperparameters: { learningRate: { ...sgd.hyperparameters.learningRate, default: 1 } },
  create: (parameters) => new Lbfgs(parameters),
};

class Lbfgs implements Optimizer {
  readonly state: StateTree & { steps: number };
  readonly #parameters: readonly Parameter[];
  readonly #lastPoint: Float32Array | Float64Array;
  readonly #lastGradient: Float32Array | Float64Array;

  constructor(parameters: readonly Parameter[]) {
    const size = parameters.reduce((sum, { value }) => sum + value.size, 0);
    const [{ value: { arena, dtype } }] = parameters;
    const lastPoint = arena.tensor([size], dtype), lastGradient = arena.tensor([size], dtype);
    this.state = { steps: 0, lastPoint, lastGradient };
    this.#parameters = parameters;
    this.#lastPoint = lastPoint.data;
    this.#lastGradient = lastGradient.data;
  }

  step(context: StepContext): void {
    const evaluate = requireFromContext(context, "evaluate", "lbfgs");
    const loss = requireFromContext(context, "loss", "lbfgs");
    const point = this.#parameters.flatMap(({ value }) => [...value.data]);
    const gradient = this.#parameters.flatMap(({ gradient }) => [...gradient.data]);
    const direction = this.#direction(point, gradient);
    this.#lastPoint.set(point);
    this.#lastGradient.set(gradient);
    this.state.steps += 1;

    const slope = dot(direction, gradient);
    let length = context.learningRate;
    for (let halvings = 0; halvings < 30; halvings++, length /= 2) {
      this.#moveTo(point.map((w, index) => w + length * direction[index]));
      if (evaluate() <= loss + 1e-4 * length * slope) return;
    }
    this.#moveTo(point);
  }

  #direction(point: readonly number[], gradient: readonly number[]): number[] {
    const steepest = gradient.map((g) => -g);
    const s = point.map((w, index) => w - this.#lastPoint[index]);
    const y = gradient.map((g, index) => g - this.#lastGradient[index]);
    const curvature = dot(s, y);
    if (this.state.steps === 0 || !(curvature > 1e-10 * dot(y, y))) return steepest;
    const alpha = dot(s, steepest) / curvature;
    const scale = curvature / dot(y, y);
    const middle = steepest.map((d, index) => scale * (d - alpha * y[index]));
    const beta = dot(y, middle) / curvature;
    return middle.map((d, index) => d + (alpha - beta) * s[index]);
  }

  #moveTo(point: readonly number[]): void {
    let place = 0;
    for (const { value } of this.#parameters) {
      for (let index = 0; index < value.size; index++) value.data[index] = point[place++];
    }
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, index) => sum + each * b[index], 0);
}
