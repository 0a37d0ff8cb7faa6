import type { ScheduleFactory } from "@descent/optim";

/** Steps of a training that is longer than any part of a schedule. */
const MANY_STEPS = 1e12;

/**
 * Tries a learning-rate schedule: makes it for a training that is longer than any of its parts, and asks for its first
 * factor.
 *
 * @category Isolation
 * @param create Makes the schedule.
 * @throws {RangeError} When a number of it is out of its range, or the factor is none.
 *
 * @example
 * ```ts
 * import { trySchedule } from "@descent/lab";
 * import { parseSchedule } from "@descent/optim";
 * import { assertThrows } from "@std/assert";
 *
 * trySchedule(parseSchedule("warmup(200),cosine"));
 * assertThrows(() => trySchedule(parseSchedule("step(0)")), RangeError);
 * ```
 */
export function trySchedule(create: ScheduleFactory): void {
  create(MANY_STEPS)(1);
}
