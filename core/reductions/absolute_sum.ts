import type { Tensor } from "../memory/tensor.ts";

/**
 * The sum of all absolute values: `Σᵢ |xᵢ|`, the sum norm.
 *
 * Added in blocks and pairs, in double precision where f32 would not hold a sum.
 *
 * @category Reductions
 * @param x The tensor, any shape.
 * @returns The sum; 0 for an empty tensor.
 *
 * @example The way along the streets
 * ```ts
 * import { absoluteSum, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * assertEquals(absoluteSum(arena.from([3, -4])), 7);
 * ```
 */
export function absoluteSum(x: Tensor): number {
  return x.engine.kernels[x.dtype].absoluteSum(x.size, x.pointer);
}
