import { checkRows } from "./_check_rows.ts";
import { splitItems } from "../memory/split_items.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Logarithm of the softmax of each row: `y[n, k] = x[n, k] − log Σⱼ exp(x[n, j])`.
 *
 * Computed from `x − max x` with the maximum's own term counted apart, so neither large scores nor confident rows
 * lose digits. A score of minus infinity, the usual mask, stays minus infinity, and so becomes one whose distance to the
 * largest is beyond the range of the element type. A row with a NaN or a score of plus infinity, or of nothing but minus
 * infinity, is NaN throughout.
 *
 * @category Axes and rows
 * @param x Scores, shape [..., K]; a row is what lies along the last axis.
 * @param y Receives the logarithms, of the same shape; not the memory of `x`.
 * @returns `y`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Differences of scores stay what they are
 * ```ts
 * import { createEngine, logSoftmaxRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1e4, -1e4], [1, 2]);
 * assertEquals([...logSoftmaxRows(x, arena.tensor([1, 2])).data], [0, -2e4]);
 * ```
 */
export function logSoftmaxRows<T extends Tensor>(x: T, y: T): T {
  const { rows, K } = checkRows("logSoftmaxRows", x, y);
  splitItems(x.engine, x.dtype, "logSoftmaxRows", rows, x.size, K, x.pointer, y.pointer);
  return y;
}

/**
 * The gradient of {@linkcode logSoftmaxRows}: `dx = dy − exp(y) Σₖ dy[k]` for each row.
 *
 * @category Axes and rows
 * @param y Output of the log-softmax, shape [..., K].
 * @param dy Gradient of the output, of the same shape.
 * @param dx Receives the gradient of the scores, of the same shape; may be `dy`.
 * @returns `dx`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example The gradients of a row add up to 0
 * ```ts
 * import { createEngine, logSoftmaxGradientRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const y = arena.from([0, -1e4], [1, 2]), dy = arena.from([3, 5], [1, 2]);
 * assertEquals([...logSoftmaxGradientRows(y, dy, dy).data], [-5, 5]);
 * ```
 */
export function logSoftmaxGradientRows<T extends Tensor>(y: T, dy: T, dx: T): T {
  const { rows, K } = checkRows("logSoftmaxGradientRows", y, dy, dx);
  const pointers = [y.pointer, dy.pointer, dx.pointer];
  splitItems(y.engine, y.dtype, "logSoftmaxGradientRows", rows, y.size, K, ...pointers);
  return dx;
}
