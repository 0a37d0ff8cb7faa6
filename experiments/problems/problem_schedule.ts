import { constantRate, cosineDecay, type Schedule } from "@descent/optim";
import type { ScheduleChoice } from "./problem.ts";

const schedules: Readonly<Record<ScheduleChoice, (steps: number) => Schedule>> = {
  constant: () => constantRate,
  cosine: (steps) => cosineDecay({ steps }),
};

/**
 * The schedule that a problem chose, for its number of steps.
 *
 * @param choice The choice.
 * @param steps Steps that will be done, at least 1.
 * @returns The factor of the learning rate at each step.
 *
 * @example
 * ```ts
 * import { problemSchedule } from "@descent/experiments";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * assertEquals(problemSchedule("constant", 10)(6), 1);
 * assertAlmostEquals(problemSchedule("cosine", 10)(6), 0.5);
 * ```
 */
export function problemSchedule(choice: ScheduleChoice, steps: number): Schedule {
  return schedules[choice](steps);
}
