import { splitItems } from "../memory/split_items.ts";
import { formatShape, sameShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Backward of a relu and of the bias before it, in one pass: `dy = dy · [y > 0]`, then `db = Σₙ dy[n]`.
 *
 * Where y is NaN, dy becomes NaN. Rows are added as by {@linkcode columnSums}, so the result is bitwise the same however
 * the work is split.
 *
 * @category Reductions
 * @param y Output of the relu, shape [N, D].
 * @param outputGradient Gradient with respect to y, shape [N, D]; becomes the gradient with respect to the relu's input.
 * @param biasGradient Receives the column sums, shape [D].
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Only the gradient of a positive output passes
 * ```ts
 * import { createEngine, reluColumnSums } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const y = arena.from([0, 1, 2, 3], [2, 2]), dy = arena.from([5, 6, 7, 8], [2, 2]);
 * const db = arena.tensor([2]);
 * reluColumnSums(y, dy, db);
 * assertEquals([...dy.data], [0, 6, 7, 8]);
 * assertEquals([...db.data], [7, 14]);
 * ```
 */
export function reluColumnSums<T extends Tensor>(y: T, outputGradient: T, biasGradient: T): void {
  const [N, D] = y.shape;
  const fits = y.shape.length === 2 && sameShape(y.shape, outputGradient.shape) &&
    biasGradient.size === D && outputGradient.dtype === y.dtype && biasGradient.dtype === y.dtype;
  if (!fits) {
    throw new TypeError(
      `reluColumnSums: expected [N, D], [N, D] and [D] of one element type, got ${y.dtype} ${
        formatShape(y.shape)
      }, ${outputGradient.dtype} ${formatShape(outputGradient.shape)} and ${biasGradient.dtype} ${
        formatShape(biasGradient.shape)
      }; pass the output and its gradient`,
    );
  }
  const pointers = [y.pointer, outputGradient.pointer, biasGradient.pointer];
  splitItems(y.engine, y.dtype, "reluColumnSums", D, N * D, N, D, ...pointers);
}
