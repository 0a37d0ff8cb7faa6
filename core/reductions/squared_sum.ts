import type { Tensor } from "../memory/tensor.ts";

/**
 * The sum of all squares: `Σᵢ xᵢ²`, the squared Euclidean norm.
 *
 * Added in blocks and pairs, in double precision where f32 would not hold the squares; those of f64 overflow above 1e154
 * and vanish below 1e-162. {@linkcode norm} holds for every number.
 *
 * @category Reductions
 * @param x The tensor, any shape.
 * @returns The sum of squares; 0 for an empty tensor.
 *
 * @example The squared length of a vector
 * ```ts
 * import { createEngine, squaredSum } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * assertEquals(squaredSum(arena.from([3, 4])), 25);
 * ```
 */
export function squaredSum(x: Tensor): number {
  return x.engine.kernels[x.dtype].squaredSum(x.size, x.pointer);
}
