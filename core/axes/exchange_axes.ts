import { formatShape } from "../types/shape.ts";
import { splitItems } from "../memory/split_items.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * The first two axes exchanged: `y[b, a, c] = x[a, b, c]`.
 *
 * Where one of the tensors has more columns than the other, those from `column` on are read or written, and the rest
 * are left alone.
 *
 * @category Axes and rows
 * @param x What to read, shape [A, B, C].
 * @param y Receives it, shape [B, A, C]; not the memory of `x`.
 * @param column The first column of the wider tensor that counts; default 0.
 * @returns `y`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example The steps of two sequences side by side
 * ```ts
 * import { createEngine, exchangeAxes } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 10, 20, 30], [2, 3, 1]);
 * assertEquals([...exchangeAxes(x, arena.tensor([3, 2, 1])).data], [1, 10, 2, 20, 3, 30]);
 * ```
 */
export function exchangeAxes<T extends Tensor>(x: T, y: T, column: number = 0): T {
  const [A, B, xColumns] = x.shape, yColumns = y.shape[2];
  const C = Math.min(xColumns, yColumns), spare = Math.max(xColumns, yColumns) - C;
  const fits = x.shape.length === 3 && y.shape.length === 3 && y.shape[0] === B &&
    y.shape[1] === A && x.dtype === y.dtype && column >= 0 && column <= spare;
  if (!fits) {
    throw new TypeError(
      `exchangeAxes: expected [A, B, C] and [B, A, C] of one element type, got ${x.dtype} ${
        formatShape(x.shape)
      } and ${y.dtype} ${
        formatShape(y.shape)
      } from column ${column}; reshape the tensors to three axes`,
    );
  }
  const bytes = x.data.BYTES_PER_ELEMENT;
  splitItems(
    x.engine,
    x.dtype,
    "exchangeAxes",
    A,
    A * B * C,
    B,
    C,
    x.pointer + (xColumns > C ? column * bytes : 0),
    xColumns,
    B * xColumns,
    y.pointer + (yColumns > C ? column * bytes : 0),
    yColumns,
    A * yColumns,
  );
  return y;
}

/**
 * Sets rows of padding to zero: `x[n] = 0` where `mask[n]` is not 0.
 *
 * @category Axes and rows
 * @param x The rows, n · D elements.
 * @param mask A flag for each row, any shape of n elements.
 * @returns `x`.
 * @throws {TypeError} When the rows cannot be told apart.
 *
 * @example The second of two rows
 * ```ts
 * import { createEngine, zeroRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 4], [2, 2]);
 * assertEquals([...zeroRows(x, arena.from([0, 1], [2], "i32")).data], [1, 2, 0, 0]);
 * ```
 */
export function zeroRows<T extends Tensor>(x: T, mask: Tensor<"i32">): T {
  const D = x.size / mask.size;
  if (!Number.isSafeInteger(D)) {
    throw new TypeError(
      `zeroRows: expected a whole number of elements for each of ${mask.size} flags, got ${
        formatShape(x.shape)
      } and flags ${formatShape(mask.shape)}; give a flag for each row`,
    );
  }
  x.engine.kernels.shared.zeroRows(
    0,
    mask.size,
    D * x.data.BYTES_PER_ELEMENT,
    mask.pointer,
    x.pointer,
  );
  return x;
}
