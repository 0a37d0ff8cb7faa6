import type { OptimizerPlugin } from "@descent/optim";
import type { Budget } from "@descent/problems";

/**
 * The purpose of a trial, which decides how often it is evaluated.
 *
 * @category Protocol
 */
export type TrialPurpose = "search" | "judge";

/** How often a judge's training is evaluated, for its curve and the time to a loss. */
const CURVE_POINTS = 40;

/**
 * The learning-rate schedule of a rule in the rule track: a warm-up over 5 % of the steps, then a straight line to 0;
 * a constant rate for rules that own their schedule or were made for a constant rate.
 *
 * @category Protocol
 * @param plugin The rule.
 * @returns The schedule as a text.
 *
 * @example
 * ```ts
 * import { ruleSchedule } from "@descent/board";
 * import { adam, scheduleFreeAdamw } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([adam, scheduleFreeAdamw].map(ruleSchedule), ["warmup(5%),linear", "constant"]);
 * ```
 */
export function ruleSchedule({ schedule = "problem" }: Pick<OptimizerPlugin, "schedule">): string {
  return schedule === "problem" ? "warmup(5%),linear" : "constant";
}

/**
 * The budget of a rule's trials: the problem's number of gradient evaluations, so a rule that evaluates twice a step
 * gets half the steps. A search looks at the end alone, a judge forty times on the way.
 *
 * @category Protocol
 * @param budget The problem's budget.
 * @param plugin The rule.
 * @param purpose Whether the trial searches or judges.
 * @param schedule Its learning-rate schedule; default that of the rule track.
 * @returns The budget.
 *
 * @example SAM gets half the epochs
 * ```ts
 * import { ruleBudget } from "@descent/board";
 * import { samMomentum } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const budget = { batchSize: 8, epochs: 10, evaluationsPerEpoch: 1, schedule: "cosine", target: null };
 * const { epochs, evaluationsPerEpoch } = ruleBudget(budget, samMomentum, "judge");
 * assertEquals([epochs, evaluationsPerEpoch], [5, 8]);
 * ```
 */
export function ruleBudget(
  budget: Budget,
  plugin: Pick<OptimizerPlugin, "schedule" | "evaluationsPerStep">,
  purpose: TrialPurpose,
  schedule: string = ruleSchedule(plugin),
): Budget {
  const epochs = budget.epochs / (plugin.evaluationsPerStep ?? 1);
  const points = purpose === "search" ? 1 : CURVE_POINTS;
  return {
    ...budget,
    epochs,
    evaluationsPerEpoch: points / epochs,
    heldOutOnly: true,
    schedule,
  };
}
