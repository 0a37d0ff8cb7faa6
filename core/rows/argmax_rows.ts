import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * The column of the largest element of each row: `out[n] = argmaxₖ x[n, k]`.
 *
 * The first of equal elements counts. A row that holds a NaN has no largest element and gives -1.
 *
 * @category Axes and rows
 * @param x The matrix, shape [N, K].
 * @param out Receives the columns, shape [N].
 * @returns `out`.
 * @throws {TypeError} When the shapes do not fit.
 *
 * @example Predicted classes
 * ```ts
 * import { argmaxRows, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const scores = arena.from([1, 5, 2, 7, 0, NaN], [2, 3]);
 * assertEquals([...argmaxRows(scores, arena.tensor([2], "i32")).data], [1, -1]);
 * ```
 */
export function argmaxRows(x: Tensor, out: Tensor<"i32">): Tensor<"i32"> {
  const [N, K] = x.shape;
  if (x.shape.length !== 2 || out.size !== N) {
    throw new TypeError(
      `argmaxRows: expected [N, K] and [N], got ${formatShape(x.shape)} and ${
        formatShape(out.shape)
      }; reshape the scores to two axes`,
    );
  }
  x.engine.kernels[x.dtype].argmaxRows(0, N, K, x.pointer, out.pointer);
  return out;
}
