import type { KnownOptimizer } from "@descent/lab";
import { parseOptimizer } from "@descent/optim";
import type { BoardPlan, PlannedRule } from "../protocol/board_plan.ts";

/**
 * The rules of an earlier run, as far as they can be run here.
 *
 * @category Tasks
 */
export interface FoundRules {
  /** Those that can, by their names in the plan. */
  readonly found: ReadonlyMap<string, KnownOptimizer>;
  /** The others in the plan's order, each with the reason as a clause: "its module is not given". */
  readonly missing: readonly { readonly rule: string; readonly reason: string }[];
}

/**
 * Finds the rules of an earlier run: in the catalogue, among third parties' modules with the same text, and what wrappers
 * make of those.
 *
 * @category Tasks
 * @param plan The earlier run's plan.
 * @param optimizers The rules that are known here.
 * @returns The rules that can be run, and why the others cannot.
 *
 * @example
 * ```ts
 * import { foundRules } from "@descent/board";
 * import { samplePlan } from "@descent/board/testing";
 * import { knownOptimizers } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = samplePlan(), optimizers = await knownOptimizers([]);
 * assertEquals([...foundRules(plan, optimizers).found.keys()], plan.rules.map(({ name }) => name));
 * ```
 */
export function foundRules(
  { rules }: Pick<BoardPlan, "rules">,
  optimizers: readonly KnownOptimizer[],
): FoundRules {
  const found = new Map<string, KnownOptimizer>();
  const missing: { readonly rule: string; readonly reason: string }[] = [];
  for (const rule of rules) {
    const known = knownRule(rule, optimizers);
    if (known !== undefined) found.set(rule.name, known);
    else missing.push({ rule: rule.name, reason: reasonOf(rule, optimizers) });
  }
  return { found, missing };
}

function knownRule(
  { name, digest }: PlannedRule,
  optimizers: readonly KnownOptimizer[],
): KnownOptimizer | undefined {
  const same = optimizers.filter(({ source }) => (source?.digest ?? null) === digest);
  const own = same.find(({ plugin }) => plugin.name === name);
  if (own !== undefined || same.length === 0) return own;
  const plugins = digest === null ? [] : same.map(({ plugin }) => plugin);
  try {
    return { ...same[0], plugin: parseOptimizer(name, { plugins }) };
  } catch {
    return undefined;
  }
}

function reasonOf({ name, digest }: PlannedRule, optimizers: readonly KnownOptimizer[]): string {
  if (digest === null) return "there is none of that name";
  return optimizers.some(({ plugin, source }) => plugin.name === name && source !== null)
    ? "the module given has another text"
    : "its module is not given";
}
