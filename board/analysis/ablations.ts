import { randomStream } from "@descent/core";
import { expectedMinimum } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { drawnLogs } from "./tuning_curves.ts";

/** Log ratios beyond a factor of e count as that. */
const CLAMP = 1;

/**
 * The cost of holding some of a rule's hyperparameters at their defaults: the best of T settings with them held, over the best
 * of T with all drawn. Above 1, tuning them is worth something.
 *
 * @category Analysis
 */
export interface Ablation {
  /** The rule that holds them. */
  readonly rule: string;
  /** The rule that draws all. */
  readonly of: string;
  /** Those that are held, with their values. */
  readonly values: Readonly<Record<string, number>>;
  /** The number of settings T: half of the draws, down to a whole number. */
  readonly draws: number;
  /** Log of the ratio on each problem, in the plan's order; `null` where the draws of one are not complete. */
  readonly logs: readonly (number | null)[];
  /** Typical ratio: those logs clamped and averaged. */
  readonly ratio: number;
  /** Its 95 % interval over other draws. */
  readonly interval: readonly [low: number, high: number];
  /** The same with all draws, the best of which is the search's own. */
  readonly ratioOfAll: number;
}

/**
 * Options of {@linkcode ablations}.
 *
 * @category Analysis
 */
export interface AblationsOptions {
  /** Bootstrap replicates; default 1,000. */
  readonly replicates?: number;
}

/**
 * The ablations of a run: its rules that hold hyperparameters of another one of its rules. From the draws that searches began with,
 * by validation loss; a trial that did not complete counts as its untrained model. Draw by draw both rules have the same values
 * but for what is held, so a bootstrap draws pairs anew, the same for all problems, and the same bits each time.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param options Replicates, see {@linkcode AblationsOptions}.
 * @returns One for each such rule of which some problem's draws are complete, in the plan's order.
 *
 * @example A run without
 * ```ts
 * import { ablations } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ablations(samplePlan(), sampleTrials()), []);
 * ```
 *
 * D. Choi et al., "On empirical comparisons of optimizers for deep learning", 2019, arXiv:1910.05446.
 */
export function ablations(
  plan: BoardPlan,
  trials: readonly BoardTrial[],
  { replicates = 1_000 }: AblationsOptions = {},
): Ablation[] {
  const { rules } = plan;
  if (rules.every(({ fixed }) => fixed === undefined)) return [];
  const drawn = drawnLogs(plan, trials);
  const half = Math.max(1, Math.floor(plan.draws / 2));
  const all = Array.from({ length: plan.draws }, (_, draw) => draw);
  return rules.flatMap(({ name, fixed }, rule) => {
    const base = rules.findIndex((each) => each.name === fixed?.rule);
    if (fixed === undefined || base < 0) return [];
    const logsOf = (places: readonly number[], count: number) =>
      plan.problems.map((_, problem) => {
        const pair = [drawn[rule][problem], drawn[base][problem]];
        if (pair.some(({ length }) => length !== plan.draws)) return null;
        const [held, whole] = pair.map((logs) =>
          expectedMinimum(places.map((place) => logs[place]))[count - 1]
        );
        return held - whole;
      });
    const logs = logsOf(all, half);
    if (logs.every((log) => log === null)) return [];
    const random = randomStream({ seed: 0 }).split(`ablation/${name}`);
    const rising = Float64Array.from(
      { length: replicates },
      () => typical(logsOf(all.map(() => random.integer(plan.draws)), half)),
    ).sort();
    const at = (share: number) => rising[Math.round(share * (replicates - 1))];
    return [{
      ...{ rule: name, of: fixed.rule, values: fixed.values, draws: half, logs },
      ratio: typical(logs),
      interval: [at(0.025), at(0.975)] as const,
      ratioOfAll: typical(logsOf(all, plan.draws)),
    }];
  });
}

function typical(logs: readonly (number | null)[]): number {
  const known = logs.filter((log) => log !== null);
  const sum = known.reduce((sum, log) => sum + Math.min(CLAMP, Math.max(-CLAMP, log)), 0);
  return Math.exp(sum / known.length);
}
