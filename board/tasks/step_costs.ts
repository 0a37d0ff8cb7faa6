import type { Run } from "@descent/reports";

/** Training that took less than this says nothing of its speed. */
const SHORTEST_SECONDS = 0.02;

/**
 * The time of a rule's step, gradient included, over that of the reference: of each problem the least among its judges,
 * which other programs disturb least, and the geometric mean over problems.
 *
 * @category Tasks
 * @param runs The trials.
 * @param reference Name of the reference.
 * @returns Factors by the rule's name; rules and problems that were too fast to time, or ran elsewhere, are left out.
 *
 * @example
 * ```ts
 * import { stepCosts } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(stepCosts([], "adamw"), {});
 * ```
 */
export function stepCosts(runs: readonly Run[], reference: string): Record<string, number> {
  const least = new Map<string, Map<string, number>>();
  for (const { record: { phase, problem, optimizer, results: { seconds, steps } } } of runs) {
    if (phase !== "final" || seconds < SHORTEST_SECONDS || steps === 0) continue;
    const own = least.get(optimizer.name) ?? new Map<string, number>();
    least.set(optimizer.name, own);
    own.set(problem.name, Math.min(own.get(problem.name) ?? Infinity, seconds / steps));
  }
  const base = least.get(reference);
  if (base === undefined) return {};
  return Object.fromEntries(
    [...least].flatMap(([rule, own]) => {
      const logs = [...own].flatMap(([problem, seconds]) => {
        const other = base.get(problem);
        return other === undefined ? [] : [Math.log(seconds / other)];
      });
      if (logs.length === 0) return [];
      return [[rule, Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)]];
    }),
  );
}
