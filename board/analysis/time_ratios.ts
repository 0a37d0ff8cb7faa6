import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { timeToLoss } from "../protocol/time_to_loss.ts";

/** The share of the reference's judges that get to the target. */
const ARRIVED = 0.75;
/** Curves have five digits, and a loss must not miss itself. */
const ROUNDING = 1 + 1e-4;

/**
 * Times to a target, in gradient evaluations.
 *
 * @category Analysis
 */
export interface TimeRatios {
  /** The target on each problem, a validation loss; `null` where the reference did not complete. */
  readonly targets: readonly (number | null)[];
  /** `times[rule][problem]`: median over seeds; Infinity where half of them do not get there. */
  readonly times: readonly (readonly number[])[];
  /** `ratios[rule][problem]`: the time over that of the reference. */
  readonly ratios: readonly (readonly number[])[];
}

/**
 * How long each rule takes to the loss that three quarters of the reference's judges get to, over the reference's own
 * time: the upper quartile of their final validation losses. Settings are those that were chosen for the final loss.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @returns Targets, times and ratios, rules and problems in the plan's order.
 *
 * @example The reference takes as long as itself
 * ```ts
 * import { timeRatios } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = samplePlan();
 * const { ratios } = timeRatios(plan, sampleTrials());
 * assertEquals(ratios[plan.rules.findIndex(({ name }) => name === plan.reference)], [1]);
 * ```
 */
export function timeRatios(
  { rules, problems, reference }: BoardPlan,
  trials: readonly BoardTrial[],
): TimeRatios {
  const judges = Map.groupBy(
    trials.filter(({ phase }) => phase === "judge"),
    ({ rule, problem }) => `${rule}/${problem}`,
  );
  const targets = problems.map(({ choice }) => {
    const losses = (judges.get(`${reference}/${choice.name}`) ?? [])
      .flatMap(({ validation }) => validation ?? []);
    const rising = losses.toSorted((a, b) => a - b);
    const target = ROUNDING * (rising[Math.ceil(ARRIVED * rising.length) - 1] ?? 0);
    return target > 0 ? target : null;
  });
  const times = rules.map(({ name }) =>
    problems.map(({ choice }, problem) => {
      const own = judges.get(`${name}/${choice.name}`) ?? [];
      const target = targets[problem];
      return target === null || own.length === 0
        ? Infinity
        : median(own.map(({ curve }) => timeToLoss(curve, target)));
    })
  );
  const base = times[rules.findIndex(({ name }) => name === reference)];
  return {
    targets,
    times,
    ratios: times.map((own) =>
      own.map((time, problem) => base[problem] < Infinity ? time / base[problem] : Infinity)
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
