import type { Tensor } from "../memory/tensor.ts";

/** Squares below it lose digits in double precision, and above it can overflow once they are added. */
const smallest = 2 ** -900;
const scale = 2 ** 600;

/**
 * The Euclidean norm: `√(Σᵢ xᵢ²)`.
 *
 * Right for numbers of any size: where squares would overflow or vanish in double precision, they are those of scaled
 * numbers. Added in blocks and pairs.
 *
 * @category Reductions
 * @param x The tensor, any shape.
 * @returns The norm; 0 for an empty tensor, NaN or Infinity when an element is.
 *
 * @example Numbers whose squares no f32 holds
 * ```ts
 * import { createEngine, norm } from "@descent/core";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * assertAlmostEquals(norm(arena.from([3e30, -4e30])) / 5e30, 1, 1e-7);
 * ```
 */
export function norm(x: Tensor): number {
  const { kernels } = x.engine;
  const squares = kernels[x.dtype].squaredSum(x.size, x.pointer);
  // Squares of f32 numbers are never that large or small.
  const factor = squares === Infinity ? 1 / scale : squares < smallest ? scale : 1;
  if (x.dtype === "f32" || factor === 1) return Math.sqrt(squares);
  return Math.sqrt(kernels.shared.scaledSquaredSum(x.size, x.pointer, factor)) / factor;
}
