import { splitItems } from "../memory/split_items.ts";
import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Sums of the columns of a matrix: `out[j] = Σₙ x[n, j]` (a bias gradient: `db = Σ dy`).
 *
 * Rows are added in blocks of 64 and those in pairs: rounding errors grow with the logarithm of N, and the result is
 * bitwise the same however the work is split.
 *
 * @category Reductions
 * @param x The matrix, shape [N, D].
 * @param out Receives the sums, shape [D].
 * @returns `out`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Sum two rows
 * ```ts
 * import { columnSums, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const out = columnSums(arena.from([1, 2, 3, 10, 20, 30], [2, 3]), arena.tensor([3]));
 * assertEquals([...out.data], [11, 22, 33]);
 * ```
 */
export function columnSums<T extends Tensor>(x: T, out: T): T {
  const [N, D] = x.shape;
  if (x.shape.length !== 2 || out.size !== D || out.dtype !== x.dtype) {
    throw new TypeError(
      `columnSums: expected [N, D] and [D] of one element type, got ${x.dtype} ${
        formatShape(x.shape)
      } and ${out.dtype} ${formatShape(out.shape)}; reshape the matrix to two axes`,
    );
  }
  splitItems(x.engine, x.dtype, "columnSums", D, N * D, N, D, x.pointer, out.pointer);
  return out;
}
