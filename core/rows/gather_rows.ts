import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { requireIndices } from "./_require_indices.ts";

/**
 * Rows of a table by their numbers: `out[i] = table[indices[i]]` (an embedding).
 *
 * @category Axes and rows
 * @param table The rows, shape [V, D].
 * @param indices Which rows, any shape of n elements, each from 0 to V − 1; a row may occur more than once.
 * @param out Receives the rows, n · D elements.
 * @param operation Who asks, for messages; default `gatherRows`.
 * @returns `out`.
 * @throws {TypeError} When shapes or element types do not fit.
 * @throws {RangeError} When an index is not that of a row.
 *
 * @example The last row, then the first one
 * ```ts
 * import { createEngine, gatherRows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const table = arena.from([1, 2, 3, 4, 5, 6], [3, 2]);
 * const out = gatherRows(table, arena.from([2, 0], [2], "i32"), arena.tensor([2, 2]));
 * assertEquals([...out.data], [5, 6, 1, 2]);
 * ```
 */
export function gatherRows<T extends Tensor>(
  table: T,
  indices: Tensor<"i32">,
  out: T,
  operation: string = "gatherRows",
): T {
  const [V, D] = table.shape;
  if (table.shape.length !== 2 || out.size !== indices.size * D || out.dtype !== table.dtype) {
    throw new TypeError(
      `${operation}: expected a table [V, D] and ${indices.size} rows of it in one element type, got ${table.dtype} ${
        formatShape(table.shape)
      } and ${out.dtype} ${formatShape(out.shape)}; give the output a row for each index`,
    );
  }
  requireIndices(operation, indices, V);
  table.engine.kernels.shared.gatherRows(
    0,
    indices.size,
    D * table.data.BYTES_PER_ELEMENT,
    table.pointer,
    indices.pointer,
    out.pointer,
  );
  return out;
}
