import { randomStream } from "@descent/core";
import { expectedMinimum } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { drawnLogs, type TuningCurves, tuningRatios } from "./tuning_curves.ts";

/**
 * Options of {@linkcode tuningBands}.
 *
 * @category Analysis
 */
export interface TuningBandsOptions {
  /** Bootstrap replicates; default 1,000. */
  readonly replicates?: number;
}

/**
 * The 95 % bands of the tuning curves: the draws of every search are taken anew, the same ones for all rules and problems,
 * and compared with the reference's best of all draws as they were.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param tuning Their tuning curves.
 * @param options Replicates, see {@linkcode TuningBandsOptions}.
 * @returns `[rule][k - 1]`, the ends of the band of the ratio with k draws, k up to half of all: beyond it a curve is more
 * and more the best of this very search. The same bits every time.
 *
 * @example
 * ```ts
 * import { tuningBands, tuningCurves } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const plan = samplePlan(), trials = sampleTrials(), tuning = tuningCurves(plan, trials);
 * const [momentum] = tuningBands(plan, trials, tuning, { replicates: 100 });
 * assertEquals(momentum.length, 4);
 * assert(momentum.every(([low, high], k) => low <= tuning.ratios[0][k] && tuning.ratios[0][k] <= high));
 * ```
 *
 * J. Dodge et al., "Show your work: improved reporting of experimental results", EMNLP 2019.
 */
export function tuningBands(
  plan: BoardPlan,
  trials: readonly BoardTrial[],
  { byProblem }: TuningCurves,
  { replicates = 1_000 }: TuningBandsOptions = {},
): (readonly [low: number, high: number])[][] {
  const { rules, draws, reference } = plan;
  const drawn = drawnLogs(plan, trials);
  const base = byProblem[rules.findIndex(({ name }) => name === reference)]
    .map((curve) => curve.at(-1));
  const half = Math.max(1, Math.floor(draws / 2));
  const random = randomStream({ seed: 0 }).split("tuning-bands");
  const replicated = rules.map(() =>
    Array.from({ length: half }, () => new Float64Array(replicates))
  );
  for (let replicate = 0; replicate < replicates; replicate++) {
    const places = Array.from({ length: draws }, () => random.uniform());
    drawn.forEach((own, rule) => {
      const curves = own.map((logs) =>
        expectedMinimum(logs.map((_, draw) => logs[Math.floor(logs.length * places[draw])]))
      );
      tuningRatios(curves, base, half)
        .forEach((ratio, k) => replicated[rule][k][replicate] = ratio);
    });
  }
  return replicated.map((own) =>
    own.map((ratios) => {
      const rising = ratios.sort();
      const at = (share: number) => rising[Math.round(share * (replicates - 1))];
      return [at(0.025), at(0.975)] as const;
    })
  );
}
