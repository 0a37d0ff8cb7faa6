import { withObservers } from "./_with_observers.ts";
import type { Schedule } from "./schedule.ts";

/**
 * The product of learning-rate schedules: `Π sᵢ(step)`, such as a warm-up times a decay.
 *
 * @category Schedules
 * @param schedules Any number of schedules; none gives the base rate.
 * @returns The schedule.
 *
 * @example Two decays at once
 * ```ts
 * import { exponentialDecay, multiplySchedules } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const half = exponentialDecay({ factor: 0.5 });
 * assertEquals(multiplySchedules(half, half)(2), 0.25);
 * ```
 */
export function multiplySchedules(...schedules: readonly Schedule[]): Schedule {
  return withObservers((step) => {
    let factor = 1;
    for (const schedule of schedules) factor *= schedule(step);
    return factor;
  }, schedules);
}
