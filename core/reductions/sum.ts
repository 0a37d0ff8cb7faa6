import type { Tensor } from "../memory/tensor.ts";

/**
 * The sum of all elements, added in double precision, in blocks and pairs: `Σᵢ xᵢ`.
 *
 * @category Reductions
 * @param x The tensor, any shape.
 * @returns The sum; 0 for an empty tensor.
 *
 * @example Sum a matrix
 * ```ts
 * import { createEngine, sum } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * assertEquals(sum(arena.from([1, 2, 3, 4], [2, 2])), 10);
 * ```
 */
export function sum(x: Tensor): number {
  return x.engine.kernels[x.dtype].sum(x.size, x.pointer);
}
