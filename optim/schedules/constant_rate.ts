import type { Schedule } from "./schedule.ts";

/**
 * Constant learning-rate schedule: a {@linkcode Schedule} with factor 1 at every step.
 *
 * @category Schedules
 *
 * @example At any step
 * ```ts
 * import { constantRate, type Schedule } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule: Schedule = constantRate;
 * assertEquals(schedule(1000), 1);
 * ```
 */
export const constantRate: Schedule = (): number => 1;
