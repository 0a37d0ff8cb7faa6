import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * The inner product of two tensors: `Σᵢ xᵢ yᵢ`, in double precision, added in blocks and pairs.
 *
 * @category Reductions
 * @param x One tensor, any shape.
 * @param y The other, as many elements of the same type.
 * @returns The sum of products; 0 for empty tensors.
 * @throws {TypeError} When sizes or element types differ.
 *
 * @example Two vectors
 * ```ts
 * import { createEngine, dot } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * assertEquals(dot(arena.from([1, 2, 3]), arena.from([4, 5, 6])), 32);
 * ```
 */
export function dot(x: Tensor, y: Tensor): number {
  if (x.dtype !== y.dtype || x.size !== y.size) {
    throw new TypeError(
      `dot: expected two tensors of one size and element type, got ${x.dtype} ${
        formatShape(x.shape)
      } and ${y.dtype} ${formatShape(y.shape)}; check the shapes`,
    );
  }
  return x.engine.kernels[x.dtype].dot(x.size, x.pointer, y.pointer);
}
