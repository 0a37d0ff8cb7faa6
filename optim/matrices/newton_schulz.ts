import { type Arena, gramMatrix, matmul, norm, pointwise, type Tensor } from "@descent/core";

const iterations = 5;
const a = 3.4445, b = -4.775, c = 2.0315;

const scale = pointwise({
  name: "scale to norm 1",
  tensors: ["x"],
  scalars: ["factor"],
  // What is below 1e-19 of the norm does not count, and its squares would be subnormal, which makes products slow.
  update: ({ x, factor }) => {
    const scaled = x.mul(factor);
    return { x: scaled.square().flushSubnormal().equal(0).select(0, scaled) };
  },
});

const polynomial = pointwise({
  name: "polynomial of Newton and Schulz",
  tensors: ["gram", "square"],
  update: ({ gram, square }) => ({ square: gram.mul(b).add(square.mul(c)) }),
});

/**
 * Makes the matrix in `x` nearly orthogonal, see {@linkcode newtonSchulz}.
 *
 * @category Writing an optimizer
 */
export interface NewtonSchulz {
  /** Where the matrix is put, and where its orthogonal factor then stands, [rows, columns]. */
  readonly x: Tensor;
  /** Replaces the matrix. */
  run(): void;
}

/**
 * The Newton-Schulz iteration that brings all singular values near 1: `X ← X / (‖X‖ + 1e-7)`, then five times
 * `X ← a·X + (b·A + c·A²)·X` with `A = X Xᵀ`, on the side of the smaller extent.
 *
 * With (a, b, c) = (3.4445, -4.775, 2.0315) singular values end between 0.7 and 1.2, not at 1. Running it allocates
 * nothing.
 *
 * Reference: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024.
 *
 * @category Writing an optimizer
 * @param arena Where the matrices live.
 * @param shape Rows and columns.
 * @param dtype Element type; default `"f32"`.
 * @returns The matrix and the function.
 *
 * @example The signs of a diagonal matrix
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { newtonSchulz } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const { x, run } = newtonSchulz(arena, [2, 2]);
 * x.data.set([50, 0, 0, -20]);
 * run();
 * assertAlmostEquals(x.data[0], 1, 0.3);
 * assertAlmostEquals(x.data[3], -1, 0.3);
 * ```
 */
export function newtonSchulz(
  arena: Arena,
  shape: readonly [rows: number, columns: number],
  dtype: "f32" | "f64" = "f32",
): NewtonSchulz {
  const [rows, columns] = shape, n = Math.min(rows, columns);
  const x: Tensor = arena.tensor(shape, dtype), other: Tensor = arena.tensor(shape, dtype);
  const gram: Tensor = arena.tensor([n, n], dtype), square: Tensor = arena.tensor([n, n], dtype);
  const scaling = scale.bindAll([{ x }]), combining = polynomial.bindAll([{ gram, square }]);
  const run = () => {
    scaling.scalars[0] = 1 / (norm(x) + 1e-7);
    scaling.run();
    let from = x, to = other;
    for (let iteration = 0; iteration < iterations; iteration++) {
      gramMatrix(from, gram, rows <= columns ? "rows" : "columns");
      // Of a symmetric matrix the square, too.
      gramMatrix(gram, square);
      combining.run();
      for (let place = 0; place < square.size; place += n + 1) square.data[place] += a;
      if (rows <= columns) matmul(square, from, to);
      else matmul(from, square, to);
      const done = from;
      from = to;
      to = done;
    }
    if (from !== x) x.data.set(from.data);
  };
  return { x, run };
}
