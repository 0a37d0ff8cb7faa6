import { profileScore } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";

/** Ratios beyond this to either side count as that. */
const LIMIT = 4;

/**
 * Times to the committed targets, in gradient evaluations, of the problems that have one.
 *
 * @category Analysis
 */
export interface TargetTimes {
  /** Names of the problems. */
  readonly problems: readonly string[];
  /** The target on each, a validation loss. */
  readonly targets: readonly number[];
  /** `seeds[rule][problem][seed]`, in the plan's order; Infinity where the judge did not get there. */
  readonly seeds: readonly (readonly (readonly number[])[])[];
  /** `times[rule][problem]`: median over judges; Infinity where half of them do not get there. */
  readonly times: readonly (readonly number[])[];
  /** `ratios[rule][problem]`: the time over that of the reference; 0 where the reference alone does not get there. */
  readonly ratios: readonly (readonly number[])[];
  /** `B` of each rule: mean height of its profile of ratios on a log axis from a quarter to 4; a half is as fast as the reference. */
  readonly speed: readonly number[];
  /** `separate[rule]`: on how many problems another setting was the fastest than the one with the lowest loss. */
  readonly separate: readonly number[];
}

/**
 * How long each rule takes to the committed target of each problem, with the setting that was chosen for that time. The same
 * seeds judge; where the setting is the one that was chosen for the final loss, so do its judges.
 *
 * @category Analysis
 * @param plan The plan, with targets.
 * @param trials The trials.
 * @returns Times, ratios and scores, rules in the plan's order.
 *
 * @example A plan without targets times nothing
 * ```ts
 * import { targetTimes } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(targetTimes(samplePlan(), sampleTrials()), null);
 * ```
 */
export function targetTimes(
  plan: BoardPlan,
  trials: readonly BoardTrial[],
): TargetTimes | null {
  if (plan.targets === undefined) return null;
  const groups = Map.groupBy(trials, ({ phase, rule, problem }) => `${phase}/${rule}/${problem}`);
  const aimed = plan.problems.flatMap(({ choice: { name, budget: { target } } }) =>
    target === null ? [] : [{ name, target }]
  );
  const own = (rule: string, problem: string): readonly BoardTrial[] =>
    groups.get(`time/${rule}/${problem}`) ?? groups.get(`judge/${rule}/${problem}`) ?? [];
  const seeds = plan.rules.map(({ name: rule }) =>
    aimed.map(({ name }) => {
      const times = new Map(own(rule, name).map(({ seed, time }) => [seed, time ?? Infinity]));
      return plan.seeds.judge.map((seed) => times.get(seed) ?? Infinity);
    })
  );
  const times = seeds.map((problems) => problems.map(median));
  const base = times[plan.rules.findIndex(({ name }) => name === plan.reference)];
  const ratios = times.map((problems) =>
    problems.map((time, problem) => time === Infinity ? Infinity : time / base[problem])
  );
  return {
    problems: aimed.map(({ name }) => name),
    targets: aimed.map(({ target }) => target),
    seeds,
    times,
    ratios,
    speed: ratios.map((problems) => profileScore(problems, LIMIT, "log")),
    separate: plan.rules.map(({ name: rule }) =>
      aimed.filter(({ name }) => groups.has(`time/${rule}/${name}`)).length
    ),
  };
}

/** Of an even number the upper one where half are infinite. */
function median(values: readonly number[]): number {
  const rising = values.toSorted((a, b) => a - b);
  const middle = (rising.length - 1) / 2;
  const [low, high] = [rising[Math.floor(middle)], rising[Math.ceil(middle)]];
  return low === high ? low : (low + high) / 2;
}
