import { expectedMinimum } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { searchedLoss } from "./searched_loss.ts";

/** Log ratios to the reference beyond a factor of e count as that. */
const CLAMP = 1;

/**
 * Tuning curves: what is to be expected of the best of k draws.
 *
 * @category Analysis
 */
export interface TuningCurves {
  /** `byProblem[rule][problem][k - 1]`: expected log of the lowest validation loss of k draws. */
  readonly byProblem: readonly (readonly (readonly number[])[])[];
  /** `ratios[rule][k - 1]`: typical ratio of that loss to the reference's with all draws, clamped and averaged as effects are. */
  readonly ratios: readonly (readonly number[])[];
  /** `ranks[rule][k - 1]`: rank by that ratio, from 1. */
  readonly ranks: readonly (readonly number[])[];
}

/**
 * Tuning curves of a run, from the draws that every search began with, edges and repeats left out. The expectation over
 * orders of the draws is exact; a trial that did not complete counts as its untrained model.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @returns The curves, rules and problems in the plan's order.
 *
 * @example More draws never make it worse
 * ```ts
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { tuningCurves } from "@descent/board";
 * import { assertGreater } from "@std/assert";
 *
 * const [[first, ...more]] = tuningCurves(samplePlan(), sampleTrials()).ratios;
 * assertGreater(first, more.at(-1)!);
 * ```
 *
 * J. Dodge et al., "Show your work: improved reporting of experimental results", EMNLP 2019.
 */
export function tuningCurves(plan: BoardPlan, trials: readonly BoardTrial[]): TuningCurves {
  const { rules, draws, reference } = plan;
  const byProblem = drawnLogs(plan, trials).map((own) =>
    own.map((logs) => logs.length === 0 ? [] : expectedMinimum(logs))
  );
  const base = byProblem[rules.findIndex(({ name }) => name === reference)]
    .map((curve) => curve.at(-1));
  const ratios = byProblem.map((curves) => tuningRatios(curves, base, draws));
  return {
    byProblem,
    ratios,
    ranks: ratios.map((own) =>
      own.map((ratio, k) => 1 + ratios.filter((other) => other[k] < ratio).length)
    ),
  };
}

/**
 * A rule's tuning curve over all problems: the typical ratio of its loss with k draws to given ones.
 *
 * @category Analysis
 * @param curves Its curves, one for each problem: entry k - 1 is the expected log of the lowest loss of k draws.
 * @param base The logs that they are compared with; `undefined` where there is none, and the problem does not count.
 * @param draws The largest k.
 * @returns Entry k - 1 is the ratio with k draws, of logs clamped and averaged as effects are.
 *
 * @example
 * ```ts
 * import { tuningRatios } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tuningRatios([[0.5, 0], [9, 0]], [0, 0], 2), [Math.exp(0.75), 1]);
 * ```
 */
export function tuningRatios(
  curves: readonly (readonly number[])[],
  base: readonly (number | undefined)[],
  draws: number,
): number[] {
  return Array.from({ length: draws }, (_, k) => {
    const logs = curves.flatMap((curve, problem) => {
      const from = base[problem];
      const value = curve[k] ?? curve.at(-1);
      return from === undefined || value === undefined
        ? []
        : [Math.min(CLAMP, Math.max(-CLAMP, value - from))];
    });
    return Math.exp(logs.reduce((sum, each) => sum + each, 0) / Math.max(1, logs.length));
  });
}

/**
 * Logs of the validation losses that the searches began with, edges and repeats left out.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @returns `[rule][problem][draw]`, rules and problems in the plan's order; a trial that did not complete counts as its
 * untrained model.
 *
 * @example
 * ```ts
 * import { drawnLogs } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(drawnLogs(samplePlan(), sampleTrials())[0][0].length, 8);
 * ```
 */
export function drawnLogs(
  { rules, problems, draws }: BoardPlan,
  trials: readonly BoardTrial[],
): number[][][] {
  const drawn = Map.groupBy(
    trials.filter(({ phase, draw }) => phase === "search" && draw < draws),
    ({ rule, problem }) => `${rule}/${problem}`,
  );
  return rules.map(({ name }) =>
    problems.map(({ choice }) => (drawn.get(`${name}/${choice.name}`) ?? []).map(searchedLoss))
  );
}
