import { givenOptions } from "@descent/core";
import { requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode inverseSquareRoot}.
 *
 * @category Schedules
 */
export interface InverseSquareRootOptions {
  /** Steps that warm up, a whole number of at least 1. */
  readonly warmup: number;
}

/**
 * Inverse-square-root decay behind a linear warm-up, the schedule of the transformer: `min(step / warmup, √(warmup /
 * step))`, 1 at the end of the warm-up.
 *
 * Paper: Vaswani and others, "Attention is all you need", 2017, arXiv:1706.03762.
 *
 * @category Schedules
 * @param options Length of the warm-up, see {@linkcode InverseSquareRootOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example Half of the rate at four times the warm-up
 * ```ts
 * import { inverseSquareRoot } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = inverseSquareRoot({ warmup: 4 });
 * assertEquals([1, 4, 16].map(schedule), [0.25, 1, 0.5]);
 * ```
 */
export function inverseSquareRoot(options: InverseSquareRootOptions): Schedule {
  const { warmup } = givenOptions("inverseSquareRoot", options);
  requireSteps("inverseSquareRoot", "warmup", warmup);
  return (step) => Math.min(step / warmup, Math.sqrt(warmup / step));
}
