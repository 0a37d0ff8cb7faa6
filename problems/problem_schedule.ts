import { constantRate, cosineDecay, type Schedule, stepDecay } from "@descent/optim";
import type { Problem } from "./problem.ts";

/**
 * The schedule that a problem chose, for its number of steps.
 *
 * @param problem The problem: its choice, and its epochs for a schedule that counts them.
 * @param steps Steps that will be done, at least 1.
 * @returns The factor of the learning rate at each step.
 *
 * @example
 * ```ts
 * import { problemSchedule } from "@descent/problems";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * assertEquals(problemSchedule({ schedule: "constant", epochs: 2 }, 10)(6), 1);
 * assertAlmostEquals(problemSchedule({ schedule: "cosine", epochs: 2 }, 10)(6), 0.5);
 *
 * const schedule = { kind: "step-decay", everyEpochs: 1, factor: 0.1 } as const;
 * assertEquals(problemSchedule({ schedule, epochs: 2 }, 10)(6), 0.1);
 * ```
 */
export function problemSchedule(
  { schedule, epochs }: Pick<Problem, "schedule" | "epochs">,
  steps: number,
): Schedule {
  if (schedule === "constant") return constantRate;
  if (schedule === "cosine") return cosineDecay({ steps });
  const { everyEpochs, factor } = schedule;
  return stepDecay({ every: Math.max(1, Math.round(steps / epochs * everyEpochs)), factor });
}
