import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { productOf, requireAxis } from "./_axis_parts.ts";

/**
 * Operations of {@linkcode reduceAxis} on the elements along the axis.
 *
 * @category Axes and rows
 */
export type AxisReduction = "sum" | "mean" | "maximum" | "minimum";

/**
 * The sum, mean, maximum or minimum along one axis: `out[…, …] = Σᵢ x[…, i, …]`.
 *
 * Sums are added in blocks and pairs, along the innermost axis in double precision. A NaN along the axis gives NaN.
 *
 * @category Axes and rows
 * @param x What to reduce, any shape.
 * @param axis The axis, from 0.
 * @param out Receives the results, as many as `x` has without this axis; not the memory of `x`.
 * @param by `"sum"` (default), `"mean"`, `"maximum"` or `"minimum"`.
 * @returns `out`.
 * @throws {RangeError} When there is no such axis, or nothing along it to take a mean or maximum of.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Sums of rows, maxima of columns
 * ```ts
 * import { createEngine, reduceAxis } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 3, 6, 5, 4], [2, 3]);
 * assertEquals([...reduceAxis(x, 1, arena.tensor([2])).data], [6, 15]);
 * assertEquals([...reduceAxis(x, 0, arena.tensor([3]), "maximum").data], [6, 5, 4]);
 * ```
 */
export function reduceAxis<T extends Tensor>(
  x: T,
  axis: number,
  out: T,
  by: AxisReduction = "sum",
): T {
  requireAxis("reduceAxis", x, axis);
  const E = x.shape[axis];
  const outer = productOf(x.shape, 0, axis);
  const inner = productOf(x.shape, axis + 1, x.shape.length);
  if (out.dtype !== x.dtype || out.size !== outer * inner) {
    throw new TypeError(
      `reduceAxis: expected ${outer * inner} results of ${x.dtype} for axis ${axis} of ${
        formatShape(x.shape)
      }, got ${out.dtype} ${formatShape(out.shape)}; leave out that axis`,
    );
  }
  if (by !== "sum" && E === 0) {
    throw new RangeError(
      `reduceAxis: expected elements to take the ${by} of along axis ${axis}, got ${
        formatShape(x.shape)
      }; pass at least one`,
    );
  }
  const kernels = x.engine.kernels[x.dtype];
  if (by === "maximum" || by === "minimum") {
    kernels.axisExtremes(0, outer, E, inner, by === "maximum" ? 1 : 0, x.pointer, out.pointer);
    return out;
  }
  if (inner === 1) {
    kernels.channelSums(0, outer, 1, outer, E, x.pointer, out.pointer);
  } else {
    const bytes = inner * x.data.BYTES_PER_ELEMENT;
    for (let o = 0; o < outer; o++) {
      kernels.columnSums(0, inner, E, inner, x.pointer + o * E * bytes, out.pointer + o * bytes);
    }
  }
  if (by === "mean") {
    for (let i = 0; i < out.size; i++) out.data[i] /= E;
  }
  return out;
}
