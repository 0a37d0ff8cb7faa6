import { randomStream } from "@descent/core";
import { tunability } from "@descent/reports";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { drawnLogs } from "./tuning_curves.ts";

/** Log ratios to the reference beyond a factor of e count as that. */
const CLAMP = 1;

/**
 * How well a rule does over all tuning budgets, the small ones first.
 *
 * @category Analysis
 */
export interface Tunability {
  /** Typical ratio over problems of its loss to the reference's: 1 for the reference, the less the better. */
  readonly ratio: number;
  /** Its 95 % bootstrap interval: draws of the searches taken anew, the same ones for all rules and problems. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * Options of {@linkcode tunabilities}.
 *
 * @category Analysis
 */
export interface TunabilitiesOptions {
  /** Bootstrap replicates; default 1,000. */
  readonly replicates?: number;
}

/**
 * Tunability of each rule: on each problem `ω = Σₖ wₖ E[min of k]` of the log validation losses that its search began with,
 * `wₖ ∝ 1/k` up to half of the draws, less the reference's ω; that difference clamped and averaged over problems as effects
 * are, so that problems of any scale count alike. A trial that did not complete counts as its untrained model.
 *
 * @category Analysis
 * @param plan The plan.
 * @param trials The trials.
 * @param options Replicates, see {@linkcode TunabilitiesOptions}.
 * @returns One for each rule, in the plan's order; `null` where no problem was searched with it and with the reference. The
 * same bits every time.
 *
 * @example The reference over itself
 * ```ts
 * import { tunabilities } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [, adamw] = tunabilities(samplePlan(), sampleTrials(), { replicates: 100 });
 * assertEquals(adamw, { ratio: 1, interval: [1, 1] });
 * ```
 *
 * P. T. Sivaprasad et al., "Optimizer benchmarking needs to account for hyperparameter tuning", ICML 2020, arXiv:1910.11758.
 */
export function tunabilities(
  plan: BoardPlan,
  trials: readonly BoardTrial[],
  { replicates = 1_000 }: TunabilitiesOptions = {},
): (Tunability | null)[] {
  const { rules, draws, reference } = plan;
  const drawn = drawnLogs(plan, trials);
  const base = drawn[rules.findIndex(({ name }) => name === reference)];
  const known = drawn.map((own) =>
    own.flatMap((logs, problem) => logs.length > 0 && base[problem].length > 0 ? [problem] : [])
  );
  const ratiosOf = (sample: (logs: readonly number[]) => readonly number[]): number[] => {
    const heights = drawn.map((own) =>
      own.map((logs) => logs.length === 0 ? NaN : tunability(sample(logs)))
    );
    const from = heights[drawn.indexOf(base)];
    return known.map((problems, rule) => {
      const logs = problems.map((problem) => heights[rule][problem] - from[problem]);
      const clamped = logs.map((log) => Math.min(CLAMP, Math.max(-CLAMP, log)));
      return Math.exp(clamped.reduce((sum, log) => sum + log, 0) / clamped.length);
    });
  };
  const random = randomStream({ seed: 0 }).split("tunability");
  const replicated = rules.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    const places = Array.from({ length: draws }, () => random.uniform());
    ratiosOf((logs) => logs.map((_, draw) => logs[Math.floor(logs.length * places[draw])]))
      .forEach((ratio, rule) => replicated[rule][replicate] = ratio);
  }
  const whole = ratiosOf((logs) => logs);
  return rules.map((_, rule) => {
    if (known[rule].length === 0) return null;
    const rising = replicated[rule].sort();
    const at = (share: number) => rising[Math.round(share * (replicates - 1))];
    return { ratio: whole[rule], interval: [at(0.025), at(0.975)] };
  });
}
