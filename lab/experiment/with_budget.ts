import type { Budget } from "@descent/problems";
import type { Trial } from "../trials/trial.ts";

/**
 * A trial with another budget.
 *
 * @category Flags
 * @param trial The trial.
 * @param changes The fields of its budget that differ, such as how often it is evaluated.
 * @returns The trial with these.
 *
 * @example Evaluated once an epoch
 * ```ts
 * import { withBudget } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { budget } = withBudget(sampleTrial(), { evaluationsPerEpoch: 1 }).problem;
 * assertEquals([budget.evaluationsPerEpoch, budget.batchSize], [1, 16]);
 * ```
 */
export function withBudget(trial: Trial, changes: Partial<Budget>): Trial {
  const { problem } = trial;
  return { ...trial, problem: { ...problem, budget: { ...problem.budget, ...changes } } };
}
