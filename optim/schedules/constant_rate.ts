/**
 * Constant learning-rate schedule: a {@linkcode Schedule} with factor 1 at every step.
 *
 * @returns Always 1.
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
export function constantRate(): number {
  return 1;
}
