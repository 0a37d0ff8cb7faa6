import { type ArrivalCurve, arrivalCurve } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import { timeToLoss } from "../protocol/time_to_loss.ts";
import type { BoardTrial } from "../trials/board_trial.ts";

/**
 * The share of judges that have got to the target over time, by Kaplan and Meier: those that do not get there, or diverge,
 * count to the end of the budget. In a plan with targets they are its own, with the settings that were chosen for the time.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param targets The target on each problem of a plan without, in its order; `null` where there is none.
 * @returns `[rule][problem]` in the plan's order; `null` where there is no target or no judge.
 *
 * @example
 * ```ts
 * import { arrivals } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * // Losses of momentum are about 0.5 after 100 gradient evaluations, twice that after 50.
 * const [[curve]] = arrivals(samplePlan(), sampleTrials(), [0.7]);
 * assertEquals(curve?.arrivals.at(-1)?.survival, 0);
 * ```
 */
export function arrivals(
  { rules, problems, targets: version }: BoardPlan,
  trials: readonly BoardTrial[],
  targets: readonly (number | null)[],
): (ArrivalCurve | null)[][] {
  const groups = Map.groupBy(trials, ({ phase, rule, problem }) => `${phase}/${rule}/${problem}`);
  const ends = problems.map(({ choice }) =>
    Math.max(
      0,
      ...rules.flatMap(({ name }) => groups.get(`judge/${name}/${choice.name}`) ?? [])
        .map(({ evaluations }) => evaluations),
    )
  );
  return rules.map(({ name }) =>
    problems.map(({ choice }, place) => {
      const target = version === undefined ? targets[place] : choice.budget.target;
      const own = groups.get(`time/${name}/${choice.name}`) ??
        groups.get(`judge/${name}/${choice.name}`);
      if (target === null || own === undefined) return null;
      return arrivalCurve(own.map(({ time, curve }) => {
        const reached = version === undefined ? timeToLoss(curve, target) : time ?? Infinity;
        // One that diverged will never arrive: to count it only as long as it ran would be to expect that it might.
        return { time: Math.min(reached, ends[place]), arrived: reached < Infinity };
      }));
    })
  );
}
