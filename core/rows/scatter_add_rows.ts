import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { requireIndices } from "./_require_indices.ts";

/**
 * Sums of the rows that have the same index: `out[v] = Σ x[i]` over all i with `indices[i] = v` (an embedding's
 * gradient).
 *
 * The rows of an index are added up in f64, in their order, so rounding errors do not grow with their number, and the
 * result is bitwise the same at each run. Of hundreds of thousands of rows each part is rounded once.
 *
 * @category Axes and rows
 * @param x The rows, n · D elements.
 * @param indices Where each goes, any shape of n elements, each from 0 to V − 1.
 * @param out Receives the sums, shape [V, D]; 0 in rows without index.
 * @returns `out`.
 * @throws {TypeError} When shapes or element types do not fit.
 * @throws {RangeError} When an index is not that of a row of `out`.
 *
 * @example Two rows meet
 * ```ts
 * import { createEngine, scatterAddRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 10, 20, 100, 200], [3, 2]);
 * const out = scatterAddRows(x, arena.from([1, 2, 1], [3], "i32"), arena.tensor([3, 2]));
 * assertEquals([...out.data], [0, 0, 101, 202, 10, 20]);
 * ```
 */
export function scatterAddRows<T extends Tensor>(x: T, indices: Tensor<"i32">, out: T): T {
  const [V, D] = out.shape;
  if (out.shape.length !== 2 || x.size !== indices.size * D || x.dtype !== out.dtype) {
    throw new TypeError(
      `scatterAddRows: expected ${indices.size} rows and sums [V, D] in one element type, got ${x.dtype} ${
        formatShape(x.shape)
      } and ${out.dtype} ${formatShape(out.shape)}; give a row for each index`,
    );
  }
  requireIndices("scatterAddRows", indices, V);
  out.data.fill(0);
  out.engine.kernels[out.dtype].scatterAddRows(
    indices.size,
    V,
    D,
    0,
    D,
    x.pointer,
    indices.pointer,
    out.pointer,
    out.engine.workspaces[0],
  );
  return out;
}
