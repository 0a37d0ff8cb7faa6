import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";

/** Rounding of a number of steps, and a last evaluation, are no overspending. */
const TOLERANCE = 1.02;

/**
 * How many times the gradient evaluations of its budget a rule's judges used: counted by the trainer, whatever the rule
 * says of itself. The budget of a problem is the least that any rule's completed judges used.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @returns The largest factor of each rule over problems, in the plan's order; 1 where it kept to the budget.
 *
 * @example
 * ```ts
 * import { spentEvaluations } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(spentEvaluations(samplePlan(), sampleTrials()), [1, 1]);
 * ```
 */
export function spentEvaluations(
  { rules }: BoardPlan,
  trials: readonly BoardTrial[],
): number[] {
  const judges = trials.filter(({ phase, status }) => phase === "judge" && status === "completed");
  const least = new Map<string, number>();
  for (const { problem, evaluations } of judges) {
    least.set(problem, Math.min(least.get(problem) ?? Infinity, evaluations));
  }
  return rules.map(({ name }) => {
    const factors = judges.filter(({ rule }) => rule === name)
      .map(({ problem, evaluations }) => evaluations / Math.max(1, least.get(problem)!));
    const most = Math.max(1, ...factors);
    return most > TOLERANCE ? most : 1;
  });
}
