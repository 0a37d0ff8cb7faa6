import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * How many rows have their largest element at the target: `Σₙ [argmaxₖ x[n, k] = t[n]]`.
 *
 * The first of equal elements counts as the largest; a row that holds a NaN is never correct.
 *
 * @category Axes and rows
 * @param x Scores, shape [N, K].
 * @param target Class of each row, shape [N].
 * @returns The number of rows, from 0 to N; divided by N it is the accuracy.
 * @throws {TypeError} When the shapes do not fit.
 *
 * @example One of two rows is right
 * ```ts
 * import { countCorrect, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const scores = arena.from([1, 5, 2, 7, 0, 3], [2, 3]);
 * assertEquals(countCorrect(scores, arena.from([1, 2], [2], "i32")), 1);
 * ```
 */
export function countCorrect(x: Tensor, target: Tensor<"i32">): number {
  const [N, K] = x.shape;
  if (x.shape.length !== 2 || target.size !== N) {
    throw new TypeError(
      `countCorrect: expected scores [N, K] and targets [N], got ${formatShape(x.shape)} and ${
        formatShape(target.shape)
      }; pass one target for each row`,
    );
  }
  return x.engine.kernels[x.dtype].countCorrect(0, N, K, x.pointer, target.pointer);
}
