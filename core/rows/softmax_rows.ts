import { checkRows } from "./_check_rows.ts";
import { splitItems } from "../memory/split_items.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Softmax of each row: `y[n, k] = exp(x[n, k]) / Σⱼ exp(x[n, j])`.
 *
 * Computed from `x − max x`, so no finite score is too large. A score of minus infinity, the usual mask, has a probability
 * of 0. A row with a NaN or a score of plus infinity, or of nothing but minus infinity, is NaN throughout.
 *
 * @category Axes and rows
 * @param x Scores, shape [..., K]; a row is what lies along the last axis.
 * @param y Receives the probabilities, of the same shape; not the memory of `x`.
 * @returns `y`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Equal scores are equally probable
 * ```ts
 * import { createEngine, softmaxRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([7, 7, 1e4, -1e4], [2, 2]);
 * assertEquals([...softmaxRows(x, arena.tensor([2, 2])).data], [0.5, 0.5, 1, 0]);
 * ```
 */
export function softmaxRows<T extends Tensor>(x: T, y: T): T {
  const { rows, K } = checkRows("softmaxRows", x, y);
  splitItems(x.engine, x.dtype, "softmaxRows", rows, x.size, K, x.pointer, y.pointer);
  return y;
}

/**
 * The gradient of {@linkcode softmaxRows}: `dx = y (dy − Σₖ dy[k] y[k])` for each row.
 *
 * @category Axes and rows
 * @param y Output of the softmax, shape [..., K].
 * @param dy Gradient of the output, of the same shape.
 * @param dx Receives the gradient of the scores, of the same shape; may be `dy`.
 * @returns `dx`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example One score pushes the other down
 * ```ts
 * import { createEngine, softmaxGradientRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const y = arena.from([0.5, 0.5], [1, 2]), dy = arena.from([1, 0], [1, 2]);
 * assertEquals([...softmaxGradientRows(y, dy, dy).data], [0.25, -0.25]);
 * ```
 */
export function softmaxGradientRows<T extends Tensor>(y: T, dy: T, dx: T): T {
  const { rows, K } = checkRows("softmaxGradientRows", y, dy, dx);
  const pointers = [y.pointer, dy.pointer, dx.pointer];
  splitItems(y.engine, y.dtype, "softmaxGradientRows", rows, y.size, K, ...pointers);
  return dx;
}
