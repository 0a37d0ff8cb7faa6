import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { differInAxisAlone, productOf, requireAxis } from "./_axis_parts.ts";

/**
 * A part of a tensor along one axis, copied: `out[…, i, …] = x[…, from + i, …]`.
 *
 * Along the first axis {@linkcode Tensor.rows} gives a view without a copy.
 *
 * @category Axes and rows
 * @param x What to read, any shape.
 * @param axis The axis, from 0.
 * @param from The first index along it, from 0.
 * @param out Receives the part: the shape of `x` but for this axis, whose extent says how much is copied.
 * @returns `out`.
 * @throws {RangeError} When there is no such axis.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example The last two columns
 * ```ts
 * import { createEngine, sliceAxis } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 4, 5, 6], [2, 3]);
 * assertEquals([...sliceAxis(x, 1, 1, arena.tensor([2, 2])).data], [2, 3, 5, 6]);
 * ```
 */
export function sliceAxis<T extends Tensor>(x: T, axis: number, from: number, out: T): T {
  copyPart("sliceAxis", x, out, axis, from, true);
  return out;
}

/**
 * Writes a part of a tensor along one axis, the reverse of {@linkcode sliceAxis}: `x[…, from + i, …] = part[…, i, …]`.
 *
 * @category Axes and rows
 * @param x What to write into; its other elements stay.
 * @param axis The axis, from 0.
 * @param from The first index along it, from 0.
 * @param part The values: the shape of `x` but for this axis.
 * @returns `x`.
 * @throws {RangeError} When there is no such axis.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example A column replaced
 * ```ts
 * import { assignSlice, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 4, 5, 6], [2, 3]);
 * assertEquals([...assignSlice(x, 1, 0, arena.from([7, 8], [2, 1])).data], [7, 2, 3, 8, 5, 6]);
 * ```
 */
export function assignSlice<T extends Tensor>(x: T, axis: number, from: number, part: T): T {
  copyPart("assignSlice", x, part, axis, from, false);
  return x;
}

function copyPart(
  operation: string,
  whole: Tensor,
  part: Tensor,
  axis: number,
  from: number,
  reads: boolean,
): void {
  requireAxis(operation, whole, axis);
  const fits = differInAxisAlone(whole, part, axis) && Number.isSafeInteger(from) && from >= 0 &&
    from + part.shape[axis] <= whole.shape[axis];
  if (!fits) {
    throw new TypeError(
      `${operation}: expected a part of ${whole.dtype} ${
        formatShape(whole.shape)
      } along axis ${axis} from ${from}, got ${part.dtype} ${
        formatShape(part.shape)
      }; make the other extents equal`,
    );
  }
  const { copyRows } = whole.engine.kernels.shared;
  const inner = productOf(whole.shape, axis + 1, whole.shape.length) * whole.data.BYTES_PER_ELEMENT;
  const outer = productOf(whole.shape, 0, axis);
  const stride = whole.shape[axis] * inner, bytes = part.shape[axis] * inner;
  const start = whole.pointer + from * inner;
  if (reads) copyRows(outer, bytes, start, stride, part.pointer, bytes);
  else copyRows(outer, bytes, part.pointer, bytes, start, stride);
}
