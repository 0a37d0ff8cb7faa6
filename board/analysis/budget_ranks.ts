import { randomStream } from "@descent/core";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { drawnLogs, type TuningCurves } from "./tuning_curves.ts";

/** Log ratios to the reference beyond a factor of e count as that. */
const CLAMP = 1;
/** Numbers of draws that are looked at, besides all of them. */
const BUDGETS = [1, 2, 4, 8, 12, 16, 32, 64];

/**
 * The order of the rules at one tuning budget.
 *
 * @category Analysis
 */
export interface BudgetRank {
  /** The number of draws T of each search. */
  readonly draws: number;
  /** `logs[rule][problem]`: expected log of the lowest validation loss of T draws over the reference's; `null` where either is unknown. */
  readonly logs: readonly (readonly (number | null)[])[];
  /** Typical ratio of each rule's loss to the reference's at the same budget: those logs clamped and averaged. */
  readonly ratios: readonly number[];
  /** The share of other searches with T draws in which a rule has the lowest ratio. */
  readonly best: readonly number[];
}

/**
 * Options of {@linkcode budgetRanks}.
 *
 * @category Analysis
 */
export interface BudgetRanksOptions {
  /** How often searches are drawn anew; default 2,000. */
  readonly replicates?: number;
}

/**
 * The order of the rules as a function of the tuning budget: for T of 1, 2, 4, 8, 12, 16, 32, 64 and all draws what is to be
 * expected of the best of T, and how often a rule is best where T draws are taken with replacement from those that its
 * search made.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param tuning Their tuning curves.
 * @param options Replicates, see {@linkcode BudgetRanksOptions}.
 * @returns An entry for each budget, rules and problems in the plan's order; the same bits every time.
 *
 * @example
 * ```ts
 * import { budgetRanks, tuningCurves } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = samplePlan(), trials = sampleTrials();
 * const ranks = budgetRanks(plan, trials, tuningCurves(plan, trials), { replicates: 100 });
 * assertEquals(ranks.map(({ draws }) => draws), [1, 2, 4, 8]);
 * assertEquals(ranks[0].ratios[plan.rules.findIndex(({ name }) => name === plan.reference)], 1);
 * ```
 */
export function budgetRanks(
  plan: BoardPlan,
  trials: readonly BoardTrial[],
  { byProblem }: TuningCurves,
  { replicates = 2_000 }: BudgetRanksOptions = {},
): BudgetRank[] {
  const { rules, problems, draws, reference } = plan;
  const base = rules.findIndex(({ name }) => name === reference);
  const rising = drawnLogs(plan, trials).map((own) =>
    own.map((logs) => logs.toSorted((a, b) => a - b))
  );
  return [...BUDGETS.filter((k) => k < draws), draws].map((k) => {
    const expected = byProblem.map((curves) =>
      curves.map((curve) => curve[Math.min(k, curve.length) - 1] ?? null)
    );
    const logs = expected.map((own) =>
      own.map((log, problem) => {
        const from = expected[base][problem];
        return log === null || from === null ? null : log - from;
      })
    );
    const random = randomStream({ seed: 0 }).split(`budget/${k}`);
    const firsts = rules.map(() => 0);
    for (let replicate = 0; replicate < replicates; replicate++) {
      const means = rules.map((_, rule) =>
        meanClamped(problems.map((_, problem) => {
          const own = rising[rule][problem], from = expected[base][problem];
          // The place of the lowest of k draws among n in rising order.
          const place = Math.floor(own.length * (1 - random.uniform() ** (1 / k)));
          return own.length === 0 || from === null ? null : own[place] - from;
        }))
      );
      const lowest = Math.min(...means);
      const tied = means.flatMap((mean, rule) => mean === lowest ? [rule] : []);
      for (const rule of tied) firsts[rule] += 1 / tied.length;
    }
    return {
      draws: k,
      logs,
      ratios: logs.map((own) => Math.exp(meanClamped(own))),
      best: firsts.map((count) => count / replicates),
    };
  });
}

function meanClamped(logs: readonly (number | null)[]): number {
  let sum = 0, count = 0;
  for (const log of logs) {
    if (log === null) continue;
    sum += Math.min(CLAMP, Math.max(-CLAMP, log));
    count++;
  }
  return sum / Math.max(1, count);
}
