import { splitItems } from "../memory/split_items.ts";
import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Sums over examples and places of each channel: `out[c] = Σ x[n, c, …]` (a bias gradient: `db = Σ dy`).
 *
 * Added in double precision, in blocks and pairs: the result is bitwise the same however the work is split.
 *
 * @category Reductions
 * @param x The tensor, shape [N, C, ...].
 * @param out Receives the sums, shape [C].
 * @returns `out`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Sum two channels of two pixels over two examples
 * ```ts
 * import { channelSums, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([1, 2, 10, 20, 3, 4, 30, 40], [2, 2, 2]);
 * assertEquals([...channelSums(x, arena.tensor([2])).data], [10, 100]);
 * ```
 */
export function channelSums<T extends Tensor>(x: T, out: T): T {
  const [N, C] = x.shape;
  if (x.shape.length < 2 || out.shape.length !== 1 || out.size !== C || out.dtype !== x.dtype) {
    throw new TypeError(
      `channelSums: expected [N, C, ...] and [C] of one element type, got ${x.dtype} ${
        formatShape(x.shape)
      } and ${out.dtype} ${formatShape(out.shape)}; reshape the tensor`,
    );
  }
  let S = 1;
  for (let axis = 2; axis < x.shape.length; axis++) S *= x.shape[axis];
  splitItems(x.engine, x.dtype, "channelSums", C, x.size, N, C, S, x.pointer, out.pointer);
  return out;
}
