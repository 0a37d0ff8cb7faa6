import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { productOf } from "./_axis_parts.ts";

/**
 * The axes of a tensor in another order (`numpy.transpose`): axis i of `y` is axis `axes[i]` of `x`.
 *
 * @category Axes and rows
 * @param x What to read, any shape.
 * @param axes Each axis of `x` once, such as [0, 2, 1] for the transposes of a batch of matrices.
 * @param y Receives the elements, the extents of `x` in this order; not the memory of `x`.
 * @returns `y`.
 * @throws {TypeError} When the axes are not those of `x`, or shapes or element types do not fit.
 *
 * @example Two columns become two rows
 * ```ts
 * import { createEngine, permuteAxes } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 4, 5, 6], [3, 2]);
 * assertEquals([...permuteAxes(x, [1, 0], arena.tensor([2, 3])).data], [1, 3, 5, 2, 4, 6]);
 * ```
 */
export function permuteAxes<T extends Tensor>(x: T, axes: readonly number[], y: T): T {
  let fits = axes.length === x.shape.length && y.shape.length === axes.length &&
    x.dtype === y.dtype;
  let seen = 0;
  for (let i = 0; fits && i < axes.length; i++) {
    fits = axes[i] in x.shape && (seen >> axes[i] & 1) === 0 && y.shape[i] === x.shape[axes[i]];
    seen |= 1 << axes[i];
  }
  if (!fits) {
    throw new TypeError(
      `permuteAxes: expected each axis of ${x.dtype} ${
        formatShape(x.shape)
      } once and a result in their order, got axes ${formatShape(axes)} and ${y.dtype} ${
        formatShape(y.shape)
      }; check the extents`,
    );
  }
  // Where the innermost axis stays, runs are copied and two axes outside of it change places.
  const rank = axes.length, runs = rank > 0 && axes[rank - 1] === rank - 1;
  if (x.size > 0) copyFrom(x, axes, y, 0, runs ? rank - 1 : rank, 0, 0);
  return y;
}

/** Copies what lies under one place of the axes of `y` before `level`; the last two of `end` axes go to the kernel. */
function copyFrom(
  x: Tensor,
  axes: readonly number[],
  y: Tensor,
  level: number,
  end: number,
  xFrom: number,
  yFrom: number,
): void {
  if (level >= end - 2) {
    exchangeLast(x, axes, y, end, xFrom, yFrom);
    return;
  }
  const xStride = strideOf(x, axes[level]), yStride = strideOf(y, level);
  for (let i = 0; i < y.shape[level]; i++) {
    copyFrom(x, axes, y, level + 1, end, xFrom + i * xStride, yFrom + i * yStride);
  }
}

function exchangeLast(
  x: Tensor,
  axes: readonly number[],
  y: Tensor,
  end: number,
  xFrom: number,
  yFrom: number,
): void {
  const a = end - 1, b = end - 2, size = x.data.BYTES_PER_ELEMENT;
  x.engine.kernels[x.dtype].exchangeAxes(
    0,
    a < 0 ? 1 : y.shape[a],
    b < 0 ? 1 : y.shape[b],
    end === axes.length ? 1 : y.shape[end],
    x.pointer + xFrom * size,
    b < 0 ? 0 : strideOf(x, axes[b]),
    a < 0 ? 0 : strideOf(x, axes[a]),
    y.pointer + yFrom * size,
    a < 0 ? 0 : strideOf(y, a),
    b < 0 ? 0 : strideOf(y, b),
  );
}

/** Elements from one index of an axis to the next. */
function strideOf({ shape }: Tensor, axis: number): number {
  return productOf(shape, axis + 1, shape.length);
}
