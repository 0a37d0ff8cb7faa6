import { givenOptions } from "@descent/core";
import { requireFactor, requireSteps } from "./_require.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Options of {@linkcode stepDecay}.
 *
 * @category Schedules
 */
export interface StepDecayOptions {
  /** Steps from one fall to the next, a whole number of at least 1. */
  readonly every: number;
  /** Factor of the learning rate at each fall, PyTorch's `gamma`, at least 0; default 0.1. */
  readonly factor?: number;
}

/**
 * Step decay of the learning rate, by a factor at equal distances: `factor^⌊(step − 1) / every⌋`, PyTorch's `StepLR`.
 *
 * @category Schedules
 * @param options The distance and the factor, see {@linkcode StepDecayOptions}.
 * @returns The schedule.
 * @throws {RangeError} When an option is out of its range.
 *
 * @example A tenth after every 100 steps
 * ```ts
 * import { stepDecay } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = stepDecay({ every: 100 });
 * assertEquals([schedule(1), schedule(100), schedule(101)], [1, 1, 0.1]);
 * ```
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  const { every, factor = 0.1 } = givenOptions("stepDecay", options);
  requireSteps("stepDecay", "every", every);
  requireFactor("stepDecay", "factor", factor);
  return (step) => factor ** Math.floor((step - 1) / every);
}
