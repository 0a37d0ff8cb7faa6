import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode rexDecay}.
 *
 * @category Schedules
 */
export interface RexDecayOptions {
  /** Steps from the base learning rate to the floor, a whole number of at least 1. */
  readonly steps: number;
  /** Factor at the end, at least 0; default 0. */
  readonly floor?: number;
}

/**
 * The reflected exponential schedule REX: `floor + (1 − floor) (1 − z) / (½ + ½ (1 − z))` with `z = min(step − 1, steps) /
 * steps`. It stays above the straight line and falls the steeper the nearer the end.
 *
 * Paper: J. Chen, C. Wolfe, A. Kyrillidis, "REX: Revisiting budgeted training with an improved schedule", MLSys 2022,
 * arXiv:2107.04197, which has no floor.
 *
 * @category Schedules
 * @param options Length and floor, see {@linkcode RexDecayOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example Two thirds of the rate in the middle, where a straight line has half
 * ```ts
 * import { rexDecay } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = rexDecay({ steps: 4 });
 * assertEquals([1, 3, 5, 6].map(schedule), [1, 2 / 3, 0, 0]);
 * ```
 */
export function rexDecay(options: RexDecayOptions): Schedule {
  const { steps, floor = 0 } = givenOptions("rexDecay", options);
  requireSteps("rexDecay", "steps", steps);
  requireFactor("rexDecay", "floor", floor);
  return (step) => {
    const left = 1 - Math.min(step - 1, steps) / steps;
    return floor + (1 - floor) * left / (0.5 + 0.5 * left);
  };
}
