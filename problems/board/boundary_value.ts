import { fullyConnectedNet, glorotNormal } from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import { LOSS } from "../contract/metric.ts";
import type {
  BuiltProblem,
  ProblemContext,
  ProblemData,
  ProblemPlugin,
} from "../contract/problem_plugin.ts";
import { boardBudget } from "./_board_budget.ts";
import {
  activationOf,
  netVariantOptions,
  type NetVariantValues,
  scaled,
  VARIANT_OPTIONS,
  variantOf,
  widened,
} from "./_variants.ts";

type BoundaryValues = Pick<NetVariantValues, "width" | "initialScale" | "activation">;

const { width, initialScale } = VARIANT_OPTIONS;
const options = { width, initialScale, activation: netVariantOptions("tanh").activation };

/** Distance of the three points of a second difference. */
const STEP = 0.01;
/** Half waves of the solution's parts, and their heights. */
const WAVES = [[1, 1], [6, 0.3]] as const;
const GRID = 256;

/** The solution, a sum of sines. */
function solution(x: number): number {
  return WAVES.reduce((sum, [k, height]) => sum + height * Math.sin(k * Math.PI * x), 0);
}

/** The right-hand side, of which the solution has the second differences exactly. */
function source(x: number): number {
  return WAVES.reduce((sum, [k, height]) => {
    const curvature = (2 - 2 * Math.cos(k * Math.PI * STEP)) / STEP ** 2;
    return sum + curvature * height * Math.sin(k * Math.PI * x);
  }, 0);
}

/** Mean square of the right-hand side, by which the loss is divided. */
const SCALE = Array.from({ length: GRID }, (_, i) => source((i + 0.5) / GRID) ** 2)
  .reduce((sum, square) => sum + square, 0) / GRID;

/**
 * The boundary value problem `−u″ = f` on [0, 1] with `u(0) = u(1) = 0` by a net 1-32-32-32-1 of tanh units: `u(x) =
 * x (1 − x) N(x)`. It minimizes the mean square of what is left of the equation, by second differences at random points; the
 * loss that counts is the relative L2 error of u, from a solution that is known.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("boundary-value").metrics.loss.title, "relative L2 error");
 * ```
 */
export const boundaryValue: ProblemPlugin = defineProblem<BoundaryValues, ProblemData>({
  name: "boundary-value",
  title: "Boundary value problem",
  reference: "M. Raissi, P. Perdikaris, G. E. Karniadakis 2019, J. Comp. Phys. 378",
  bibtex: `@article{raissi2019physics,
  author = {Raissi, Maziar and Perdikaris, Paris and Karniadakis, George E.},
  title = {Physics-informed neural networks: a deep learning framework for solving forward and inverse problems involving nonlinear partial differential equations},
  journal = {Journal of Computational Physics}, volume = {378}, year = {2019},
}`,
  options,
  metrics: { loss: { ...LOSS, title: "relative L2 error" } },
  selection: "validation/loss",
  budget: () => boardBudget({ name: "boundary-value", steps: 1000, batchSize: 128 }),
  variant: variantOf(options),
  load: () => ({ digest: "" }),
  create: (_data, values, context) => new BuiltBoundaryValue(values, context),
});

class BuiltBoundaryValue implements BuiltProblem {
  readonly buffers = [];
  readonly stepsPerEpoch = 1;
  readonly examples;
  readonly data = null;
  readonly model: string;
  readonly parameters;
  readonly #points: Float64Array;
  readonly #inputs;
  readonly #outputGradient;
  readonly #net;
  readonly #random;
  readonly #arena;

  constructor(
    { width, initialScale, activation }: BoundaryValues,
    { engine, dtype, batchSize, random, observer }: ProblemContext,
  ) {
    const hidden = [32, 32, 32].map((units) => widened(units, width));
    const rows = 3 * batchSize, arena = engine.arena();
    this.#arena = arena;
    this.#net = fullyConnectedNet({
      hidden,
      classes: 1,
      activation: activationOf(activation),
      weight: scaled(glorotNormal(), initialScale),
    }).build([rows, 1], {
      arena,
      dtype,
      random: random.split("init"),
      path: "",
      needsInputGradient: false,
      observer,
    });
    this.#random = random.split("points");
    this.#points = new Float64Array(batchSize);
    this.#inputs = arena.tensor([rows, 1], dtype);
    this.#outputGradient = arena.tensor([rows, 1], dtype);
    this.parameters = this.#net.parameters;
    this.examples = { train: batchSize, validation: GRID, test: GRID };
    this.model = [1, ...hidden, 1].join("-");
  }

  nextBatch(step: number): number {
    const points = this.#points, N = points.length;
    // Two words a number, in pairs.
    this.#random.position = (step - 1) * 4 * Math.ceil(N / 2);
    this.#random.fillUniform(points);
    for (let n = 0; n < N; n++) {
      for (let side = 0; side < 3; side++) {
        this.#inputs.data[side * N + n] = centred(points[n] + (side - 1) * STEP);
      }
    }
    return N;
  }

  gradients(): number {
    const points = this.#points, N = points.length, gradient = this.#outputGradient.data;
    const y = this.#net.forward(this.#inputs, "train").data;
    let loss = 0;
    for (let n = 0; n < N; n++) {
      const left = bump(points[n] - STEP), middle = bump(points[n]), right = bump(points[n] + STEP);
      const second = left * y[n] - 2 * middle * y[N + n] + right * y[2 * N + n];
      const rest = -second / STEP ** 2 - source(points[n]);
      loss += rest * rest / (N * SCALE);
      const slope = -2 * rest / (N * SCALE * STEP ** 2);
      gradient[n] = slope * left;
      gradient[N + n] = -2 * slope * middle;
      gradient[2 * N + n] = slope * right;
    }
    this.#net.backward(this.#outputGradient);
    return loss;
  }

  evaluate(split: "train" | "validation" | "test"): { readonly loss: number } {
    // No point of one part is one of another.
    const shift = { train: 0.5, validation: 0.25, test: 0.75 }[split];
    const { shape: [rows] } = this.#inputs, inputs = this.#inputs.data.slice();
    let errors = 0, squares = 0;
    for (let from = 0; from < GRID; from += rows) {
      const count = Math.min(rows, GRID - from), x = this.#inputs.rows(0, count);
      for (let i = 0; i < count; i++) x.data[i] = centred((from + i + shift) / GRID);
      const y = this.#net.forward(x, "eval").data;
      for (let i = 0; i < count; i++) {
        const place = (from + i + shift) / GRID, wanted = solution(place);
        errors += (bump(place) * y[i] - wanted) ** 2;
        squares += wanted ** 2;
      }
    }
    this.#inputs.data.set(inputs);
    return { loss: Math.sqrt(errors / squares) };
  }

  [Symbol.dispose](): void {
    this.#arena.dispose();
  }
}

/** The factor that makes a function 0 at both ends. */
function bump(x: number): number {
  return x * (1 - x);
}

/** A place as the net takes it, from −1 to 1. */
function centred(x: number): number {
  return 2 * x - 1;
}
