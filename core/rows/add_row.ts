import { splitItems } from "../memory/split_items.ts";
import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * A row added to each row: `y[n] = x[n] + row`.
 *
 * @category Axes and rows
 * @param x The rows, shape [N, ...].
 * @param row What is added, with the elements of one row.
 * @param y Receives the sums, of the shape of `x`; may be `x`.
 * @returns `y`.
 * @throws {TypeError} When sizes or element types do not fit.
 *
 * @example One row and two
 * ```ts
 * import { addRow, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 4], [2, 2]);
 * assertEquals([...addRow(x, arena.from([10, 20]), x).data], [11, 22, 13, 24]);
 * ```
 */
export function addRow<T extends Tensor>(x: T, row: T, y: T): T {
  const N = x.shape[0];
  const fits = x.shape.length > 0 && row.size * N === x.size && y.size === x.size &&
    row.dtype === x.dtype && y.dtype === x.dtype;
  if (!fits) {
    throw new TypeError(
      `addRow: expected rows [N, ...], one row and sums of one element type, got ${x.dtype} ${
        formatShape(x.shape)
      }, ${row.dtype} ${formatShape(row.shape)} and ${y.dtype} ${
        formatShape(y.shape)
      }; check the extents`,
    );
  }
  splitItems(x.engine, x.dtype, "addRow", N, x.size, row.size, x.pointer, row.pointer, y.pointer);
  return y;
}
