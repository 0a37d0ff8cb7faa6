import { assertTensorTwin } from "../_twin.ts";
import { orthonormalizeTwin } from "../matrices/_orthonormalize_twin.ts";
import { symmetricEigen } from "../matrices/symmetric_eigen.ts";
import { modeGram, modeOrder, modeProduct } from "./_mode_products_twin.ts";
import { soap } from "./soap.ts";

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const hyperparameters = {
  beta1: 0.8,
  beta2: 0.9,
  shampooBeta: 0.7,
  epsilon: 1e-6,
  weightDecay: 0.1,
};

Deno.test("soap: with no axis short enough it is Adam, a step later", () => {
  let m = new Array<number>(12).fill(0), v = m;
  assertTensorTwin(
    soap,
    { ...hyperparameters, maxPreconditionerExtent: 2 },
    ({ w, g, t, rate }) => {
      if (t === 1) return w;
      m = m.map((each, i) => 0.8 * each + 0.2 * g[i]);
      v = v.map((each, i) => 0.9 * each + 0.1 * g[i] ** 2);
      const size = rate * Math.sqrt(1 - 0.9 ** (t - 1)) / (1 - 0.8 ** (t - 1));
      return w.map((each, i) => (each - size * m[i] / (Math.sqrt(v[i]) + 1e-6)) * (1 - 0.1 * rate));
    },
  );
});

Deno.test("soap: does what its equations say with one axis preconditioned", () => {
  // Columns of q, one after the other, for the axis of 3 elements.
  let k = new Array<number>(9).fill(0), q: number[] = [];
  let m = new Array<number>(12).fill(0), v = m;
  const turned = (x: readonly number[]) =>
    x.map((_, p) =>
      range(3).reduce((s, l) => s + x[Math.floor(p / 3) * 3 + l] * q[(p % 3) * 3 + l], 0)
    );
  const back = (x: readonly number[]) =>
    x.map((_, p) =>
      range(3).reduce((s, l) => s + x[Math.floor(p / 3) * 3 + l] * q[l * 3 + p % 3], 0)
    );
  const own = { maxPreconditionerExtent: 3, preconditionFrequency: 2 };
  assertTensorTwin(soap, { ...hyperparameters, ...own }, ({ w, g, t, rate }) => {
    const observe = () => {
      k = k.map((each, p) =>
        0.7 * each +
        0.3 * range(4).reduce((s, r) => s + g[r * 3 + Math.floor(p / 3)] * g[r * 3 + p % 3], 0)
      );
    };
    if (t === 1) {
      observe();
      const vectors = Float64Array.from(k);
      symmetricEigen(vectors, new Float64Array(3), new Float64Array(3));
      q = range(9).map((p) => vectors[(p % 3) * 3 + 2 - Math.floor(p / 3)]);
      return w;
    }
    const x = turned(g), size = rate * Math.sqrt(1 - 0.9 ** (t - 1)) / (1 - 0.8 ** (t - 1));
    m = m.map((each, i) => 0.8 * each + 0.2 * x[i]);
    v = v.map((each, i) => 0.9 * each + 0.1 * x[i] ** 2);
    const n = back(m.map((each, i) => each / (Math.sqrt(v[i]) + 1e-6)));
    observe();
    if ((t - 1) % 2 === 0) {
      const straight = back(m);
      const product = range(9).map((p) =>
        range(3).reduce((s, l) => s + k[(p % 3) * 3 + l] * q[Math.floor(p / 3) * 3 + l], 0)
      );
      const estimate = (c: number) =>
        range(3).reduce((s, i) => s + q[c * 3 + i] * product[c * 3 + i], 0);
      const order = range(3).sort((a, b) => estimate(b) - estimate(a));
      const next = Float64Array.from(
        range(9).map((p) => product[order[Math.floor(p / 3)] * 3 + p % 3]),
      );
      orthonormalizeTwin(next, 3);
      q = [...next];
      v = v.map((_, p) => v[Math.floor(p / 3) * 3 + order[p % 3]]);
      m = turned(straight);
    }
    return w.map((each, i) => (each - size * n[i]) * (1 - 0.1 * rate));
  });
});

for (const [axes, longest] of [[[0, 1, 2, 3], 256], [[1, 2, 3], 2]] as const) {
  Deno.test(`soap: does what its equations say of a convolution's kernel, ${axes.length} axes`, () => {
    const shape = [3, 2, 2, 2], zeros = new Array<number>(24).fill(0);
    let m = zeros, v = zeros;
    const sides = axes.map((axis) => {
      const n = shape[axis];
      return { axis, n, k: new Array<number>(n * n).fill(0), q: [] as number[] };
    });
    const turned = (x: readonly number[], isTransposed: boolean) =>
      sides.reduce<readonly number[]>(
        (y, { axis, q }) => modeProduct(y, { shape, axis, matrix: q, isTransposed }),
        x,
      );
    const own = { maxPreconditionerExtent: longest, preconditionFrequency: 3 };
    assertTensorTwin(soap, { ...hyperparameters, ...own }, ({ w, g, t, rate }) => {
      const observe = () => {
        for (const side of sides) {
          const gram = modeGram(g, shape, side.axis);
          side.k = side.k.map((each, p) => 0.7 * each + 0.3 * gram[p]);
        }
      };
      if (t === 1) {
        observe();
        for (const side of sides) {
          const { n, k } = side, vectors = Float64Array.from(k);
          symmetricEigen(vectors, new Float64Array(n), new Float64Array(n));
          side.q = k.map((_, p) => vectors[p - p % n + n - 1 - p % n]);
        }
        return w;
      }
      const x = turned(g, true), size = rate * Math.sqrt(1 - 0.9 ** (t - 1)) / (1 - 0.8 ** (t - 1));
      m = m.map((each, i) => 0.8 * each + 0.2 * x[i]);
      v = v.map((each, i) => 0.9 * each + 0.1 * x[i] ** 2);
      const step = turned(m.map((each, i) => each / (Math.sqrt(v[i]) + 1e-6)), false);
      observe();
      if ((t - 1) % 3 === 0) {
        const straight = turned(m, false);
        for (const side of sides) {
          const { axis, n, k, q } = side;
          const product = modeProduct(q, { shape: [n, n], axis: 0, matrix: k });
          const estimate = (c: number) =>
            range(n).reduce((sum, i) => sum + q[i * n + c] * product[i * n + c], 0);
          const order = range(n).sort((a, b) => estimate(b) - estimate(a));
          const columns = Float64Array.from(
            range(n * n).map((p) => product[p % n * n + order[Math.floor(p / n)]]),
          );
          orthonormalizeTwin(columns, n);
          side.q = range(n * n).map((p) => columns[p % n * n + Math.floor(p / n)]);
          v = modeOrder(v, shape, axis, order);
        }
        m = [...turned(straight, true)];
      }
      return w.map((each, i) => (each - size * step[i]) * (1 - 0.1 * rate));
    }, shape);
  });
}
