import type { MetricSchedule } from "./reduce_on_plateau.ts";

/**
 * A schedule that is any function of the step and of the last metric.
 *
 * @category Schedules
 * @param factor The factor of a step, counted from 1, for the last metric that was observed; undefined before the first.
 * @returns The schedule.
 *
 * @example The rate follows the loss
 * ```ts
 * import { followMetric } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = followMetric((_step, loss = 1) => Math.min(1, loss));
 * assertEquals(schedule(1), 1);
 * schedule.observe(0.25);
 * assertEquals(schedule(2), 0.25);
 * ```
 */
export function followMetric(
  factor: (step: number, metric: number | undefined) => number,
): MetricSchedule {
  let last: number | undefined;
  return Object.assign((step: number) => factor(step, last), {
    observe(metric: number) {
      last = metric;
    },
  });
}
