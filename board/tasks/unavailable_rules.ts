import type { KnownOptimizer } from "@descent/lab";
import type { BoardPlan } from "../protocol/board_plan.ts";

/**
 * A rule of an earlier run that cannot be run here.
 *
 * @category Tasks
 */
export interface UnavailableRule {
  /** Its name. */
  readonly rule: string;
  /** Why, as a clause: "its module is not given". */
  readonly reason: string;
}

/**
 * The rules of an earlier run that cannot be run here: a third party's whose module is not given with the same text, and
 * one that the catalogue has no more.
 *
 * @category Tasks
 * @param plan The earlier run's plan.
 * @param optimizers The rules that are known here.
 * @returns The rules and why, in the plan's order.
 *
 * @example
 * ```ts
 * import { unavailableRules } from "@descent/board";
 * import { samplePlan } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = samplePlan();
 * assertEquals(unavailableRules(plan, []).length, plan.rules.length);
 * ```
 */
export function unavailableRules(
  { rules }: Pick<BoardPlan, "rules">,
  optimizers: readonly KnownOptimizer[],
): UnavailableRule[] {
  return rules.flatMap(({ name, digest }) => {
    const named = optimizers.filter(({ plugin }) => plugin.name === name);
    if (named.some(({ source }) => (source?.digest ?? null) === digest)) return [];
    const isGiven = named.some(({ source }) => source !== null);
    const reason = digest === null
      ? "it is not in the catalogue"
      : isGiven
      ? "the module given has another text"
      : "its module is not given";
    return [{ rule: name, reason }];
  });
}
