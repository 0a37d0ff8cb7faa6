import { longAverages } from "../_search_distributions.ts";
import { type Parameter, pointwise, type Tensor } from "@descent/core";
import { symmetricEigen } from "../matrices/symmetric_eigen.ts";
import type { HyperparameterValues, OptimizerPlugin } from "../optimizer_plugin.ts";
import { parameterRule } from "../parameter_rule.ts";
import { AxesProducts, AxisGram, preconditionedAxes } from "./_axis_products.ts";
import { choice, epsilon, learningRate, momentumFactor, wholeNumber } from "./_rows.ts";

const move = pointwise({
  name: "step of Shampoo",
  tensors: ["w", "u", "velocity"],
  scalars: ["rate", "momentum"],
  update: ({ w, u, velocity, rate, momentum }) => {
    const next = momentum.mul(velocity).add(u);
    return { velocity: next, w: w.sub(rate.mul(next)) };
  },
});

/**
 * Shampoo, which preconditions each axis of a gradient: for each of k axes `L ← L + G Gᵀ` from ε·I, where G has the axis as rows
 * and all others as columns, `u` is g multiplied along each axis by `L^(−1/2k)`, `m ← μ·m + u`, `w ← w − η·m`.
 *
 * With β₂ above 0 `L ← β₂·L + (1 − β₂)·G Gᵀ` from 0, and roots are those of L + ε·I. The gradient of a step is in its L. A
 * convolution's kernel is the matrix [out, in·kh·kw], or with `kernels` of `tensor` has all its axes. Axes with more than
 * `maxPreconditionerExtent` elements are left alone and do not count in k; a parameter with none takes the gradient, as
 * {@linkcode momentum} does. Roots are taken from the eigendecomposition, every
`preconditionerFrequency` steps, and before that at steps 2, 4, 8 and so on. There are no
 * blocks and no grafting. Some ports have the power −1/k.
 *
 * Papers: Gupta, Koren and Singer, "Shampoo: preconditioned stochastic tensor optimization", 2018, arXiv:1802.09568; Shi et
 * al., "A distributed data-parallel PyTorch implementation of the distributed Shampoo optimizer", 2023, arXiv:2309.06497.
 *
 * @category Optimizers
 *
 * @example Ten steps down a parabola
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { createOptimizer, shampoo } from "@descent/optim";
 * import { assertLess } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1, -2], [2, 1], "f64"), gradient = arena.from([1, -2], [2, 1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const optimizer = createOptimizer({ plugin: shampoo, parameters });
 * for (let step = 1; step <= 10; step++) {
 *   gradient.data.set(value.data);
 *   optimizer.step({ step, learningRate: 0.01 });
 * }
 * assertLess(Math.abs(value.data[1]), 2);
 * ```
 */
export const shampoo: OptimizerPlugin<
  HyperparameterValues<
    | "beta2"
    | "epsilon"
    | "momentum"
    | "kernels"
    | "preconditionerFrequency"
    | "maxPreconditionerExtent"
  >
> = parameterRule({
  name: "shampoo",
  title: "Shampoo",
  reference: "Gupta, Koren and Singer 2018, arXiv:1802.09568",
  bibtex: `@inproceedings{gupta2018shampoo,
  author = {Gupta, Vineet and Koren, Tomer and Singer, Yoram},
  title = {{Shampoo}: preconditioned stochastic tensor optimization},
  booktitle = {ICML}, year = {2018}, eprint = {1802.09568}, archiveprefix = {arXiv},
}`,
  hyperparameters: {
    learningRate: learningRate(0.03),
    beta2: {
      default: 0.99,
      range: [0, 0.999999],
      scale: "linear",
      search: longAverages,
      doc: "Exponential decay rate of the preconditioners; 0 for sums.",
    },
    epsilon: epsilon(1e-4, "the diagonal of the preconditioners"),
    momentum: momentumFactor(0.9),
    kernels: choice(["matrix", "tensor"], "How the axes of a convolution's kernel are seen."),
    preconditionerFrequency: wholeNumber(50, [1, 1e9], "Steps between two computations of roots."),
    maxPreconditionerExtent: wholeNumber(256, [0, 8192], "Longest axis that is preconditioned."),
  },
  schedulable: ["beta2", "epsilon", "momentum"],
  start: ({ value, gradient }: Parameter, hyperparameters) => {
    const { kernels, preconditionerFrequency } = hyperparameters;
    const isSum = hyperparameters.beta2 === 0;
    const { arena, dtype, size } = value;
    const isMatrix = kernels === 0 && value.shape.length > 2 && size > 0;
    const shape = isMatrix ? [value.shape[0], size / value.shape[0]] : value.shape;
    const axes = preconditionedAxes(shape, hyperparameters.maxPreconditionerExtent);
    const velocity: Tensor = arena.tensor(value.shape, dtype);
    const products = new AxesProducts(shape, value, axes);
    const sides = axes.map((axis) => {
      const n = shape[axis], square = (): Tensor => arena.tensor([n, n], dtype);
      const statistics = square(), root = square(), gram = square();
      if (isSum) {
        for (let i = 0; i < n; i++) statistics.data[i * (n + 1)] = hyperparameters.epsilon;
      }
      const grams = new AxisGram(gradient.reshape(shape), products.tensor, axis);
      const vectors = new Float64Array(n * n), scaled = new Float64Array(n * n);
      return {
        ...{ n, statistics, root, gram, grams, vectors, scaled },
        values: new Float64Array(n),
        scratch: new Float64Array(n),
      };
    });
    const roots = sides.map(({ root }) => root);
    const moving = move.bindAll([
      { w: value, u: products.tensor.reshape(value.shape), velocity },
    ]);
    return {
      state: {
        velocity,
        ...Object.fromEntries(
          sides.map(({ statistics, root }, which) => [`axis${axes[which]}`, { statistics, root }]),
        ),
      },
      step: (step, learningRate) => {
        const { beta2, epsilon, momentum } = hyperparameters;
        for (const side of sides) {
          side.grams.run(side.gram);
          const { statistics: { data }, gram } = side;
          const kept = isSum ? 1 : beta2, added = isSum ? 1 : 1 - beta2;
          for (let i = 0; i < data.length; i++) data[i] = kept * data[i] + added * gram.data[i];
          if (isDue(step, preconditionerFrequency)) {
            takeRoot(side, isSum ? 0 : epsilon, -0.5 / sides.length);
          }
        }
        products.tensor.data.set(gradient.data);
        products.multiply(roots, false);
        moving.scalars[0] = learningRate;
        moving.scalars[1] = momentum;
        moving.run();
      },
    };
  },
});

/** Whether roots are computed in a step: in the first ones often, as the preconditioners change fast. */
function isDue(step: number, frequency: number): boolean {
  return (step - 1) % frequency === 0 || (step < frequency && Number.isInteger(Math.log2(step)));
}

/** The power of a symmetric matrix: `V (Λ + ε)^p Vᵀ`. */
function takeRoot(
  { n, statistics, root, vectors, scaled, values, scratch }: {
    readonly n: number;
    readonly statistics: Tensor;
    readonly root: Tensor;
    readonly vectors: Float64Array;
    readonly scaled: Float64Array;
    readonly values: Float64Array;
    readonly scratch: Float64Array;
  },
  epsilon: number,
  power: number,
): void {
  vectors.set(statistics.data);
  symmetricEigen(vectors, values, scratch);
  for (let k = 0; k < n; k++) {
    // Rounding may leave an eigenvalue of 0 below it.
    const factor = Math.max(Math.max(values[k], 0) + epsilon, 1e-30) ** power;
    for (let i = 0; i < n; i++) scaled[i * n + k] = factor * vectors[i * n + k];
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += scaled[i * n + k] * vectors[j * n + k];
      root.data[i * n + j] = root.data[j * n + i] = sum;
    }
  }
}
