import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { differInAxisAlone, requireAxis } from "./_axis_parts.ts";
import { assignSlice, sliceAxis } from "./slice_axis.ts";

/**
 * Several tensors one after the other along an axis (`torch.cat`).
 *
 * @category Axes and rows
 * @param parts The tensors to join, of one shape but for this axis.
 * @param axis The axis, from 0.
 * @param out Receives them: along the axis as long as the parts together.
 * @returns `out`.
 * @throws {RangeError} When there is no such axis.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example A column and two more
 * ```ts
 * import { concatenate, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const parts = [arena.from([1, 2], [2, 1]), arena.from([3, 4, 5, 6], [2, 2])];
 * assertEquals([...concatenate(parts, 1, arena.tensor([2, 3])).data], [1, 3, 4, 2, 5, 6]);
 * ```
 */
export function concatenate<T extends Tensor>(parts: readonly T[], axis: number, out: T): T {
  requirePartsOf("concatenate", out, parts, axis);
  let from = 0;
  for (let i = 0; i < parts.length; i++) {
    assignSlice(out, axis, from, parts[i]);
    from += parts[i].shape[axis];
  }
  return out;
}

/**
 * Cuts a tensor into several along an axis, the reverse of {@linkcode concatenate}.
 *
 * @category Axes and rows
 * @param x The tensor to split.
 * @param axis The axis, from 0.
 * @param parts Receive the pieces: the shape of `x` but for this axis, along which they are together as long as `x`.
 * @throws {RangeError} When there is no such axis.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example The first column and the others
 * ```ts
 * import { createEngine, splitAxis } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const parts = [arena.tensor([2, 1]), arena.tensor([2, 2])];
 * splitAxis(arena.from([1, 3, 4, 2, 5, 6], [2, 3]), 1, parts);
 * assertEquals(parts.map(({ data }) => [...data]), [[1, 2], [3, 4, 5, 6]]);
 * ```
 */
export function splitAxis<T extends Tensor>(x: T, axis: number, parts: readonly T[]): void {
  requirePartsOf("splitAxis", x, parts, axis);
  let from = 0;
  for (let i = 0; i < parts.length; i++) {
    sliceAxis(x, axis, from, parts[i]);
    from += parts[i].shape[axis];
  }
}

function requirePartsOf(
  operation: string,
  whole: Tensor,
  parts: readonly Tensor[],
  axis: number,
): void {
  requireAxis(operation, whole, axis);
  let missing = parts.length === 0 ? NaN : whole.shape[axis];
  for (let i = 0; i < parts.length; i++) {
    missing = differInAxisAlone(whole, parts[i], axis) ? missing - parts[i].shape[axis] : NaN;
  }
  if (missing === 0) return;
  throw new TypeError(
    `${operation}: expected parts that fill ${whole.dtype} ${
      formatShape(whole.shape)
    } along axis ${axis} together, got ${
      parts.map(({ dtype, shape }) => `${dtype} ${formatShape(shape)}`).join(", ") || "none"
    }; check the extents`,
  );
}
