import { assertTensorTwin } from "../_twin.ts";
import { symmetricEigen } from "../matrices/symmetric_eigen.ts";
import { modeGram, modeProduct } from "./_mode_products_twin.ts";
import { shampoo } from "./shampoo.ts";

/** `M^power` of a symmetric matrix. */
function power(matrix: readonly number[], n: number, exponent: number): number[] {
  const vectors = Float64Array.from(matrix), values = new Float64Array(n);
  symmetricEigen(vectors, values, new Float64Array(n));
  return matrix.map((_, place) => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      sum += vectors[Math.floor(place / n) * n + k] * values[k] ** exponent *
        vectors[(place % n) * n + k];
    }
    return sum;
  });
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

for (const beta2 of [0, 0.9]) {
  Deno.test(`shampoo: does what its equations say, ${beta2 ? "averages" : "sums"}`, () => {
    let left: number[] = range(16).map((i) => beta2 === 0 && i % 5 === 0 ? 0.1 : 0);
    let right: number[] = range(9).map((i) => beta2 === 0 && i % 4 === 0 ? 0.1 : 0);
    let m = new Array<number>(12).fill(0);
    const hyperparameters = { beta2, epsilon: 0.1, momentum: 0.8, preconditionerFrequency: 1 };
    assertTensorTwin(shampoo, hyperparameters, ({ w, g, rate }) => {
      const [kept, added] = beta2 === 0 ? [1, 1] : [beta2, 1 - beta2];
      const rows = (i: number, j: number) =>
        range(3).reduce((sum, k) => sum + g[i * 3 + k] * g[j * 3 + k], 0);
      const columns = (i: number, j: number) =>
        range(4).reduce((sum, k) => sum + g[k * 3 + i] * g[k * 3 + j], 0);
      left = left.map((each, p) => kept * each + added * rows(Math.floor(p / 4), p % 4));
      right = right.map((each, p) => kept * each + added * columns(Math.floor(p / 3), p % 3));
      const ridge = (x: readonly number[], n: number) =>
        x.map((each, p) => each + (beta2 > 0 && p % (n + 1) === 0 ? 0.1 : 0));
      const a = power(ridge(left, 4), 4, -0.25), b = power(ridge(right, 3), 3, -0.25);
      m = m.map((each, p) => {
        const i = Math.floor(p / 3), j = p % 3;
        return 0.8 * each +
          range(4).reduce(
            (sum, k) =>
              sum + a[i * 4 + k] * range(3).reduce((s, l) => s + g[k * 3 + l] * b[l * 3 + j], 0),
            0,
          );
      });
      return w.map((each, i) => each - rate * m[i]);
    });
  });
}

Deno.test("shampoo: with no axis short enough it is momentum", () => {
  let u = new Array<number>(12).fill(0);
  const hyperparameters = { momentum: 0.8, maxPreconditionerExtent: 2 };
  assertTensorTwin(shampoo, hyperparameters, ({ w, g, rate }) => {
    u = u.map((each, i) => 0.8 * each + g[i]);
    return w.map((each, i) => each - rate * u[i]);
  });
});

const kernelModes: [
  mode: string,
  kernels: number,
  shape: number[],
  axes: number[],
  longest: number,
][] = [
  ["a matrix of its outputs", 0, [3, 8], [0, 1], 256],
  ["a matrix of its outputs, of which one side is too long", 0, [3, 8], [0], 3],
  ["a tensor", 1, [3, 2, 2, 2], [0, 1, 2, 3], 256],
  ["a tensor, of which one side is too long", 1, [3, 2, 2, 2], [1, 2, 3], 2],
];

for (const [mode, kernels, shape, axes, maxPreconditionerExtent] of kernelModes) {
  Deno.test(`shampoo: a convolution's kernel as ${mode}`, () => {
    const sides = axes.map((axis) => {
      const n = shape[axis];
      return { axis, n, l: new Array<number>(n * n).fill(0) };
    });
    let m = new Array<number>(24).fill(0);
    const hyperparameters = {
      ...{ beta2: 0.9, epsilon: 0.1, momentum: 0.8, preconditionerFrequency: 1 },
      ...{ kernels, maxPreconditionerExtent },
    };
    assertTensorTwin(shampoo, hyperparameters, ({ w, g, rate }) => {
      let u: readonly number[] = g;
      for (const side of sides) {
        const { axis, n } = side, gram = modeGram(g, shape, axis);
        side.l = side.l.map((each, p) => 0.9 * each + 0.1 * gram[p]);
        const ridged = side.l.map((each, p) => each + (p % (n + 1) === 0 ? 0.1 : 0));
        u = modeProduct(u, { shape, axis, matrix: power(ridged, n, -0.5 / axes.length) });
      }
      m = m.map((each, i) => 0.8 * each + u[i]);
      return w.map((each, i) => each - rate * m[i]);
    }, [3, 2, 2, 2]);
  });
}
