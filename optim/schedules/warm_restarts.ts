import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode warmRestarts}.
 *
 * @category Schedules
 */
export interface WarmRestartsOptions {
  /** Steps of the first cycle, PyTorch's `T_0`, a whole number of at least 1. */
  readonly steps: number;
  /** How many times as long each cycle is as the one before, `T_mult`, a whole number of at least 1; default 1. */
  readonly growth?: number;
  /** The lowest factor, at least 0; default 0. */
  readonly floor?: number;
}

/**
 * Cosine decay that begins anew at the end of each cycle: `floor + (1 − floor)·(1 + cos(π·done / length)) / 2`,
 * where `done` steps of the cycle are done and `length = steps·growthⁿ` in cycle n, PyTorch's
 * `CosineAnnealingWarmRestarts`.
 *
 * Paper: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, arXiv:1608.03983.
 *
 * @category Schedules
 * @param options Length, growth and floor, see {@linkcode WarmRestartsOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example Cycles of two and four steps
 * ```ts
 * import { warmRestarts } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = warmRestarts({ steps: 2, growth: 2 });
 * assertEquals([1, 3, 7].map(schedule), [1, 1, 1]);
 * assertEquals(schedule(2).toFixed(3), "0.500");
 * assertEquals(schedule(5).toFixed(3), "0.500");
 * ```
 */
export function warmRestarts(options: WarmRestartsOptions): Schedule {
  const { steps, growth = 1, floor = 0 } = givenOptions("warmRestarts", options);
  requireSteps("warmRestarts", "steps", steps);
  requireFactor("warmRestarts", "floor", floor);
  if (!(Number.isSafeInteger(growth) && growth >= 1)) {
    throw new RangeError(
      `warmRestarts: expected growth to be a whole number of at least 1, got ${growth}; try 2`,
    );
  }
  return (step) => {
    let done = step - 1, length = steps;
    if (growth === 1) done %= steps;
    while (done >= length) {
      done -= length;
      length *= growth;
    }
    return floor + (1 - floor) * (1 + Math.cos(Math.PI * done / length)) / 2;
  };
}
