import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode linearRamp}.
 *
 * @category Schedules
 */
export interface LinearRampOptions {
  /** The factor of the first step, at least 0; at 0 the first step moves nothing. */
  readonly from: number;
  /** The factor that is reached and kept, at least 0; default 1. */
  readonly to?: number;
  /** Steps from one to the other, a whole number of at least 1. */
  readonly steps: number;
}

/**
 * Linear change of the learning rate, a warm-up when it rises: `from + (to − from)·min(step − 1, steps) / steps`.
 *
 * PyTorch's `LinearLR`. Multiply it with another schedule to warm that up.
 *
 * @category Schedules
 * @param options Both ends and the length, see {@linkcode LinearRampOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example Warm up from a quarter, while falling along a cosine
 * ```ts
 * import { cosineDecay, linearRamp, multiplySchedules } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const warmUp = linearRamp({ from: 0.25, steps: 4 });
 * assertEquals([warmUp(1), warmUp(3), warmUp(5), warmUp(99)], [0.25, 0.625, 1, 1]);
 * const schedule = multiplySchedules(warmUp, cosineDecay({ steps: 100 }));
 * assertEquals(schedule(1), 0.25);
 * ```
 */
export function linearRamp(options: LinearRampOptions): Schedule {
  const { from, to = 1, steps } = givenOptions("linearRamp", options);
  requireFactor("linearRamp", "from", from);
  requireFactor("linearRamp", "to", to);
  requireSteps("linearRamp", "steps", steps);
  return (step) => from + (to - from) * Math.min(step - 1, steps) / steps;
}
