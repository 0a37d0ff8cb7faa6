import { loadModule } from "../load_module.ts";
import { followMetric } from "./follow_metric.ts";
import type { ScheduleFactory } from "./parse_schedule.ts";

/**
 * A schedule as a module exports it.
 *
 * @category Schedules
 * @param step Number of the step, from 1.
 * @param metric The last validation loss; undefined before the first evaluation.
 * @param steps Steps of the whole training.
 * @returns The factor of the base learning rate, at least 0.
 */
export type ScheduleFunction = (step: number, metric: number | undefined, steps: number) => number;

/**
 * Loads a learning-rate schedule from a module, which default-exports a {@linkcode ScheduleFunction}.
 *
 * @category Schedules
 * @param specifier A path, relative to the working directory, such as `./ramp.ts`; a URL; or a module specifier.
 * @returns Makes the schedule for the number of steps of a training. The schedule throws a `RangeError` at a step whose
 * factor is not a finite number of at least 0.
 * @throws {TypeError} When the module is not found, may not be read, throws, or exports something else.
 * @throws {SyntaxError} When the module cannot be parsed.
 *
 * @example A straight line down
 * ```ts
 * import { loadSchedule } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const create = await loadSchedule("data:text/javascript,export default (step, _, steps) => 1 - step / steps");
 * assertEquals(create(10)(5), 0.5);
 * ```
 */
export async function loadSchedule(specifier: string): Promise<ScheduleFactory> {
  const factor = await loadModule(specifier, { kind: "Schedule" });
  if (typeof factor !== "function") {
    throw new TypeError(
      `Schedule '${specifier}': expected a function (step, metric, steps) => factor as default export, got ${
        factor === null ? "null" : typeof factor
      }; export one by 'export default'`,
    );
  }
  return (steps) =>
    followMetric((step, metric) => {
      const value: unknown = factor(step, metric, steps);
      if (typeof value === "number" && value >= 0 && Number.isFinite(value)) return value;
      throw new RangeError(
        `Schedule '${specifier}': expected a finite factor of at least 0 at step ${step}, got ${value}; mend the function`,
      );
    });
}
