import { requireSteps } from "./_require.ts";
import { withObservers } from "./_with_observers.ts";
import type { Schedule } from "./schedule.ts";

/**
 * A schedule with the number of its steps.
 *
 * @category Schedules
 */
export type SchedulePart = readonly [schedule: Schedule, steps: number];

/**
 * Learning-rate schedules one after the other, each counting its own steps from 1, PyTorch's `SequentialLR`.
 *
 * @category Schedules
 * @param parts The schedules with their numbers of steps, first to last; the last one goes on for ever.
 * @param last What follows them.
 * @returns The schedule.
 * @throws {RangeError} When a number of steps is not a whole number of at least 1.
 *
 * @example Warm up for four steps, then fall along a cosine of 100
 * ```ts
 * import { cosineDecay, linearRamp, sequenceSchedules } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const warmup = linearRamp({ from: 0.25, steps: 4 });
 * const schedule = sequenceSchedules([[warmup, 4]], cosineDecay({ steps: 100 }));
 * assertEquals([1, 3, 5].map(schedule), [0.25, 0.625, 1]);
 * ```
 */
export function sequenceSchedules(parts: readonly SchedulePart[], last: Schedule): Schedule {
  for (const [, steps] of parts) requireSteps("sequenceSchedules", "steps of a part", steps);
  return withObservers((step) => {
    let rest = step;
    for (const [schedule, steps] of parts) {
      if (rest <= steps) return schedule(rest);
      rest -= steps;
    }
    return last(rest);
  }, [...parts.map(([schedule]) => schedule), last]);
}
