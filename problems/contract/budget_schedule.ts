import { loadSchedule, parseSchedule, type ScheduleFactory, stepDecay } from "@descent/optim";
import type { Budget } from "./budget.ts";

/**
 * Learning-rate schedule of a budget.
 *
 * @category Writing a problem
 * @param budget The schedule as plain data, and the epochs for one that counts them.
 * @returns Makes the schedule for the number of steps of a training.
 * @throws {SyntaxError} When a text is no schedule, or a module cannot be parsed.
 * @throws {TypeError} When a module cannot be loaded or exports no schedule.
 *
 * @example
 * ```ts
 * import { budgetSchedule } from "@descent/problems";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const cosine = await budgetSchedule({ schedule: "cosine", epochs: 2 });
 * assertAlmostEquals(cosine(10)(6), 0.5);
 *
 * const fall = { kind: "step-decay", everyEpochs: 1, factor: 0.1 } as const;
 * const falling = await budgetSchedule({ schedule: fall, epochs: 2 });
 * assertEquals(falling(10)(6), 0.1);
 * ```
 */
export async function budgetSchedule(
  { schedule, epochs }: Pick<Budget, "schedule" | "epochs">,
): Promise<ScheduleFactory> {
  if (typeof schedule === "string") return parseSchedule(schedule);
  if (schedule.kind === "module") return await loadSchedule(schedule.address);
  const { everyEpochs, factor } = schedule;
  return (steps) =>
    stepDecay({ every: Math.max(1, Math.round(steps / epochs * everyEpochs)), factor });
}
