import { matmul, type Parameter, pointwise, type PointwisePass, type Tensor } from "@descent/core";
import { orthonormalize } from "../matrices/orthonormalize.ts";
import { symmetricEigen } from "../matrices/symmetric_eigen.ts";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { parameterRule } from "../parameter_rule.ts";
import { adamRows, biasCorrection } from "./_adam_parts.ts";
import { AxesProducts, AxisGram, preconditionedAxes } from "./_axis_products.ts";
import { rootOf } from "./_root_of.ts";
import { decayRate, learningRate, weightDecay, wholeNumber } from "./_rows.ts";

const rotatedAdam = pointwise({
  name: "Adam in the eigenbasis",
  tensors: ["x", "firstMoment", "secondMoment"],
  scalars: ["beta1", "beta2", "oneMinusBeta1", "oneMinusBeta2", "epsilon"],
  update: (
    { x, firstMoment, secondMoment, beta1, beta2, oneMinusBeta1, oneMinusBeta2, epsilon },
  ) => {
    const first = beta1.mul(firstMoment).add(oneMinusBeta1.mul(x));
    const second = beta2.mul(secondMoment).add(oneMinusBeta2.mul(x.square()));
    return {
      firstMoment: first,
      secondMoment: second,
      x: first.div(rootOf(second).add(epsilon)),
    };
  },
});

const average = pointwise({
  name: "average of products",
  tensors: ["statistics", "gram"],
  scalars: ["kept", "added"],
  update: ({ statistics, gram, kept, added }) => ({
    statistics: kept.mul(statistics).add(added.mul(gram)),
  }),
});

const move = pointwise({
  name: "step of SOAP",
  tensors: ["w", "x"],
  scalars: ["stepSize", "share"],
  update: ({ w, x, stepSize, share }) => {
    const moved = w.sub(stepSize.mul(x));
    return { w: moved.sub(share.mul(moved)) };
  },
});

/**
 * SOAP, Adam in the eigenbasis of Shampoo's preconditioners: for each axis `K ← β·K + (1 − β)·G Gᵀ`, where G has the axis as
 * rows, and Q near the eigenvectors of K; with g rotated by Qᵀ along each axis `m ← β₁·m + (1 − β₁)·g'`,
 * `v ← β₂·v + (1 − β₂)·g'²`, and `w ← w − η·√(1 − β₂ʲ) / (1 − β₁ʲ)·n` where n is `m / (√v + ε)` rotated back and j = t − 1;
 * then weights decay by η·λ.
 *
 * The first step only starts K and Q. Every `preconditionFrequency` steps the columns of Q are sorted, v with them, Q becomes
 * that of the QR decomposition of K Q, and m is carried into the new basis. Axes with more than `maxPreconditionerExtent`
 * elements, and vectors, are left alone: a vector takes Adam's steps. `shampooBeta` 0 takes β₂ for β.
 *
 * Paper: Vyas et al., "SOAP: improving and stabilizing Shampoo using Adam", 2024, arXiv:2409.11321.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, soap } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: soap, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const soap: OptimizerPlugin<
  HyperparameterValues<
    | "beta1"
    | "beta2"
    | "shampooBeta"
    | "epsilon"
    | "weightDecay"
    | "preconditionFrequency"
    | "maxPreconditionerExtent"
  >
> = {
  ...parameterRule({
    name: "soap",
    title: "SOAP",
    reference: "Vyas et al. 2024, arXiv:2409.11321",
    bibtex: `@article{vyas2024soap,
  author = {Vyas, Nikhil and others},
  title = {{SOAP}: improving and stabilizing {Shampoo} using {Adam}},
  year = {2024}, eprint = {2409.11321}, archiveprefix = {arXiv},
}`,
    hyperparameters: {
      learningRate: learningRate(3e-3),
      beta1: { ...adamRows.beta1, default: 0.95 },
      beta2: { ...adamRows.beta2, default: 0.95 },
      shampooBeta: decayRate(0, "the preconditioners; 0 for that of the second moment"),
      epsilon: adamRows.epsilon,
      weightDecay: weightDecay(0, "decoupled, after the step: coefficient that the rate scales"),
      preconditionFrequency: wholeNumber(
        10,
        [1, 1e9],
        "Steps between two corrections of the eigenbasis.",
      ),
      maxPreconditionerExtent: wholeNumber(256, [0, 8192], "Longest axis that is preconditioned."),
    },
    schedulable: ["beta1", "beta2", "shampooBeta", "epsilon", "weightDecay"],
    start: ({ value, gradient, decays }: Parameter, hyperparameters) => {
      const { preconditionFrequency } = hyperparameters;
      const { shape, arena, dtype } = value;
      const axes = shape.length < 2
        ? []
        : preconditionedAxes(shape, hyperparameters.maxPreconditionerExtent);
      const rotated = new AxesProducts(shape, value, axes);
      const firstMoment: Tensor = arena.tensor(shape, dtype);
      const secondMoment: Tensor = arena.tensor(shape, dtype);
      const sides = axes.map((axis) => new Side(gradient, secondMoment, rotated.tensor, axis));
      const bases = sides.map(({ basis }) => basis);
      const adam = rotatedAdam.bindAll([{ x: rotated.tensor, firstMoment, secondMoment }]);
      const moving = move.bindAll([{ w: value, x: rotated.tensor }]);
      return {
        state: {
          firstMoment,
          secondMoment,
          ...Object.fromEntries(
            sides.map((
              { statistics, basis },
              which,
            ) => [`axis${axes[which]}`, { statistics, basis }]),
          ),
        },
        step: (step, learningRate) => {
          const { beta1, beta2, shampooBeta, epsilon } = hyperparameters;
          const kept = shampooBeta > 0 ? shampooBeta : beta2;
          if (step === 1) {
            for (const side of sides) {
              side.observe(kept);
              side.start();
            }
            return;
          }
          const j = step - 1;
          rotated.tensor.data.set(gradient.data);
          rotated.multiply(bases, true);
          adam.scalars[0] = beta1;
          adam.scalars[1] = beta2;
          adam.scalars[2] = 1 - beta1;
          adam.scalars[3] = 1 - beta2;
          adam.scalars[4] = epsilon;
          adam.run();
          rotated.multiply(bases, false);
          moving.scalars[0] = learningRate * Math.sqrt(biasCorrection(beta2, j)) /
            biasCorrection(beta1, j);
          moving.scalars[1] = decays ? learningRate * hyperparameters.weightDecay : 0;
          moving.run();
          for (const side of sides) side.observe(kept);
          if (sides.length === 0 || j % preconditionFrequency !== 0) return;
          rotated.tensor.data.set(firstMoment.data);
          rotated.multiply(bases, false);
          for (const side of sides) side.correct();
          rotated.multiply(bases, true);
          firstMoment.data.set(rotated.tensor.data);
        },
      };
    },
  }),
  amplifiesRounding: true,
};

/** Preconditioner and eigenbasis of one axis. */
class Side {
  readonly statistics: Tensor;
  readonly basis: Tensor;
  readonly #n: number;
  readonly #gram: Tensor;
  readonly #grams: AxisGram;
  readonly #averaging: PointwisePass;
  readonly #secondMoment: Tensor;
  readonly #after: number;
  readonly #columns: Tensor<"f64">;
  readonly #estimates: Float64Array;
  readonly #scratch: Float64Array;
  readonly #order: Int32Array;
  readonly #sorted: Float64Array;

  constructor(gradient: Tensor, secondMoment: Tensor, scratch: Tensor, axis: number) {
    const { arena, dtype, shape } = gradient, n = this.#n = shape[axis];
    const square = (): Tensor => arena.tensor([n, n], dtype);
    [this.statistics, this.basis, this.#gram] = [square(), square(), square()];
    this.#grams = new AxisGram(gradient, scratch, axis);
    this.#averaging = average.bindAll([{ statistics: this.statistics, gram: this.#gram }]);
    this.#secondMoment = secondMoment;
    this.#after = shape.slice(axis + 1).reduce((product, each) => product * each, 1);
    this.#columns = arena.tensor([n, n], "f64");
    [this.#estimates, this.#scratch, this.#sorted] = [0, 1, 2].map(() => new Float64Array(n));
    this.#order = new Int32Array(n);
  }

  observe(kept: number): void {
    this.#grams.run(this.#gram);
    this.#averaging.scalars[0] = kept;
    this.#averaging.scalars[1] = 1 - kept;
    this.#averaging.run();
  }

  /** Eigenvectors by falling eigenvalue. */
  start(): void {
    const n = this.#n, vectors = this.#columns.data, { data } = this.basis;
    vectors.set(this.statistics.data);
    symmetricEigen(vectors, this.#estimates, this.#scratch);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n; k++) data[i * n + k] = vectors[i * n + (n - 1 - k)];
    }
  }

  /** Sorts the basis, and the second moment with it, and corrects it by one step of orthogonal iteration. */
  correct(): void {
    const n = this.#n, q = this.basis.data, product = this.#gram, columns = this.#columns.data;
    matmul(this.statistics, this.basis, product);
    const y = product.data;
    for (let k = 0; k < n; k++) {
      let estimate = 0;
      for (let i = 0; i < n; i++) estimate += q[i * n + k] * y[i * n + k];
      this.#estimates[k] = estimate;
    }
    this.#sort();
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < n; i++) columns[k * n + i] = y[i * n + this.#order[k]];
    }
    orthonormalize(this.#columns);
    for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) q[i * n + k] = columns[k * n + i];
  }

  /** The order of falling estimates, by insertion, as they are nearly sorted; brings the second moment into it. */
  #sort(): void {
    const n = this.#n, order = this.#order, estimates = this.#estimates;
    let isSorted = true;
    for (let k = 0; k < n; k++) {
      let at = k;
      while (at > 0 && estimates[order[at - 1]] < estimates[k]) order[at] = order[--at];
      order[at] = k;
      isSorted &&= at === k;
    }
    if (isSorted) return;
    const v = this.#secondMoment.data, after = this.#after, sorted = this.#sorted;
    for (let start = 0; start < v.length; start += n * after) {
      for (let place = start; place < start + after; place++) {
        for (let k = 0; k < n; k++) sorted[k] = v[place + order[k] * after];
        for (let k = 0; k < n; k++) v[place + k * after] = sorted[k];
      }
    }
  }
}
