import { constantRate, cosineDecay, type Schedule, stepDecay } from "@descent/optim";
import type { Budget } from "./budget.ts";

/**
 * Learning-rate schedule of a budget, for its number of steps.
 *
 * @param budget The schedule as plain data, and the epochs for one that counts them.
 * @param steps Steps that will be done, at least 1.
 * @returns The factor of the learning rate at each step.
 *
 * @example
 * ```ts
 * import { budgetSchedule } from "@descent/problems";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * assertEquals(budgetSchedule({ schedule: "constant", epochs: 2 }, 10)(6), 1);
 * assertAlmostEquals(budgetSchedule({ schedule: "cosine", epochs: 2 }, 10)(6), 0.5);
 *
 * const schedule = { kind: "step-decay", everyEpochs: 1, factor: 0.1 } as const;
 * assertEquals(budgetSchedule({ schedule, epochs: 2 }, 10)(6), 0.1);
 * ```
 */
export function budgetSchedule(
  { schedule, epochs }: Pick<Budget, "schedule" | "epochs">,
  steps: number,
): Schedule {
  if (schedule === "constant") return constantRate;
  if (schedule === "cosine") return cosineDecay({ steps });
  const { everyEpochs, factor } = schedule;
  return stepDecay({ every: Math.max(1, Math.round(steps / epochs * everyEpochs)), factor });
}
