import { splitItems } from "../memory/split_items.ts";
import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { checkRows } from "./_check_rows.ts";

/**
 * Options of {@linkcode rmsNormRows}.
 *
 * @category Axes and rows
 */
export interface RmsNormRowsOptions<T extends Tensor> {
  /** The numbers x, shape [..., D]; a row is what lies along the last axis. */
  readonly x: T;
  /** Factor g of each place in a row, size D. */
  readonly gain: T;
  /** Added to the mean square, ε. */
  readonly epsilon: number;
  /** Receives `1 / √(mean(x²) + ε)` of each row. */
  readonly inverses: Tensor<"f64">;
  /** Receives the result, shape of x. */
  readonly y: T;
}

/**
 * Options of {@linkcode rmsNormGradientRows}.
 *
 * @category Axes and rows
 */
export interface RmsNormGradientRowsOptions<T extends Tensor> {
  /** The numbers that were normalized, shape [..., D]. */
  readonly x: T;
  /** Gradient of the result, shape of x. */
  readonly dy: T;
  /** Factor g of each place in a row, size D. */
  readonly gain: T;
  /** As {@linkcode rmsNormRows} left them. */
  readonly inverses: Tensor<"f64">;
  /** Receives `dy x̂`, shape of x, whose sums over the rows are the gradient of the gain. */
  readonly terms: T;
  /** Receives the gradient of x, of the same shape; undefined when nobody reads it. */
  readonly dx: T | undefined;
}

/**
 * Normalization of each row by its root mean square: `y = g x̂` with `x̂ = x / √(mean(x²) + ε)`.
 *
 * Squares are added in f64. A row with a NaN or infinite number has a NaN.
 *
 * @category Axes and rows
 * @param options Numbers, gain and where the results go, see {@linkcode RmsNormRowsOptions}.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example A row of 3 and 4 has a mean square of 12.5
 * ```ts
 * import { createEngine, rmsNormRows } from "@descent/core";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([3, 4], [1, 2], "f64"), y = arena.tensor([1, 2], "f64");
 * const gain = arena.from([1, 10], [2], "f64"), inverses = arena.tensor([1], "f64");
 * rmsNormRows({ x, gain, epsilon: 1e-12, inverses, y });
 * assertAlmostEquals(y.data[0], 3 / Math.sqrt(12.5), 1e-12);
 * assertAlmostEquals(y.data[1], 40 / Math.sqrt(12.5), 1e-12);
 * ```
 */
export function rmsNormRows<T extends Tensor>(
  { x, gain, epsilon, inverses, y }: RmsNormRowsOptions<T>,
): void {
  const { rows, K: D } = checkRows("rmsNormRows", x, y);
  checkSizes("rmsNormRows", x, gain, inverses, rows, D);
  const pointers = [x.pointer, gain.pointer, inverses.pointer, y.pointer];
  splitItems(x.engine, x.dtype, "rmsNorm", rows, x.size, D, epsilon, ...pointers);
}

/**
 * The gradients of {@linkcode rmsNormRows}: `dx = (g dy − x̂ mean(g dy x̂)) / √(mean(x²) + ε)`, and the terms `dy x̂` of
 * that of the gain.
 *
 * @category Axes and rows
 * @param options Numbers, gradients and where the results go, see {@linkcode RmsNormGradientRowsOptions}.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Along a row itself nothing changes
 * ```ts
 * import { createEngine, rmsNormGradientRows, rmsNormRows } from "@descent/core";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const row = () => arena.from([3, 4], [1, 2], "f64");
 * const x = row(), y = row(), dx = row(), terms = row();
 * const gain = arena.from([1, 1], [2], "f64"), inverses = arena.tensor([1], "f64");
 * rmsNormRows({ x, gain, epsilon: 1e-12, inverses, y });
 * rmsNormGradientRows({ x, dy: row(), gain, inverses, terms, dx });
 * for (const each of dx.data) assertAlmostEquals(each, 0, 1e-12);
 * ```
 */
export function rmsNormGradientRows<T extends Tensor>(
  { x, dy, gain, inverses, terms, dx }: RmsNormGradientRowsOptions<T>,
): void {
  const { rows, K: D } = checkRows("rmsNormGradientRows", x, dy, terms, dx ?? x);
  checkSizes("rmsNormGradientRows", x, gain, inverses, rows, D);
  splitItems(
    x.engine,
    x.dtype,
    "rmsNormGradient",
    rows,
    x.size,
    D,
    x.pointer,
    dy.pointer,
    gain.pointer,
    inverses.pointer,
    terms.pointer,
    dx?.pointer ?? 0,
  );
}

function checkSizes(
  operation: string,
  x: Tensor,
  gain: Tensor,
  inverses: Tensor,
  rows: number,
  D: number,
): void {
  if (gain.size === D && gain.dtype === x.dtype && inverses.size >= rows) return;
  throw new TypeError(
    `${operation}: expected a ${x.dtype} gain of ${D} numbers and inverses of at least ${rows}, got ${gain.dtype} ${
      formatShape(gain.shape)
    } and ${formatShape(inverses.shape)}; allocate them for the rows`,
  );
}
