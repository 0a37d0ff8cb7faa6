import type { DType } from "./types/dtype.ts";
import type { Engine } from "./memory/engine.ts";

/**
 * Multiplies and adds in registers and does nothing else: how long it takes tells what one thread's units allow.
 *
 * @category Kernels
 * @param engine Whose kernels.
 * @param dtype Element type.
 * @param turns How often 48 vectors are multiplied and added, a whole number from 1 to 1,000,000.
 * @returns The multiplications and additions that were done: 2 for each lane of each vector.
 * @throws {RangeError} When `turns` is out of range.
 *
 * @example Vectors of f32 have four lanes
 * ```ts
 * import { createEngine, multiplyAdds } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * assertEquals(multiplyAdds(engine, "f32", 10), 2 * 4 * 48 * 10);
 * ```
 */
export function multiplyAdds(engine: Engine, dtype: DType, turns: number): number {
  if (!(Number.isSafeInteger(turns) && turns >= 1 && turns <= 1e6)) {
    throw new RangeError(
      `multiplyAdds: expected turns to be a whole number from 1 to 1000000, got ${turns}; call it several times`,
    );
  }
  return 2 * engine.kernels[dtype].multiplyAdds(turns, 1);
}
