import { type Run, summarize } from "@descent/reports";
import { bestUpTo } from "./best_up_to.ts";
import { type ClaimJudgement, judgeClaim } from "./judge_claim.ts";

/** A number of epochs beside more of them. */
export interface EpochsJudgement extends ClaimJudgement {
  /** The rival: the last epoch. */
  readonly last: number;
  /** The first epoch that the last one is not better than by half a point; `null` when there is none. */
  readonly enough: number | null;
}

const NO_GAIN = { difference: 0, standardError: 0, confidence: 0, t: 0, probability: 1 };

/**
 * Judges the claim that a number of epochs is the best, by trials that went on.
 *
 * The score is the best accuracy up to an epoch. That of more epochs is never less, so the strongest rival is the
 * last epoch, and what each trial gained until then, compared with 0, is the paired test.
 *
 * @param runs The trials, evaluated at the same epochs.
 * @param claimed The number of epochs that is said to be best.
 * @returns The verdict, and the comparison that it follows from.
 */
export function judgeEpochs(runs: readonly Run[], claimed: number): EpochsJudgement {
  const epochs = runs[0]?.metrics.map(({ epoch }) => epoch) ?? [];
  const last = epochs.at(-1) ?? claimed;
  if (last <= claimed || runs.some(({ record }) => record.status !== "completed")) {
    return { verdict: "open", comparison: null, last, enough: null };
  }
  const none = summarize(runs.map(() => 0));
  const judge = (epoch: number): ClaimJudgement => {
    const gains = runs.map((run) => bestUpTo(run, last) - bestUpTo(run, epoch));
    // Other gains that are all equal say nothing of noise; where there is none, nothing is better.
    return gains.length > 1 && gains.every((gain) => gain === 0)
      ? { verdict: "confirmed", comparison: { ...NO_GAIN, degreesOfFreedom: gains.length - 1 } }
      : judgeClaim(none, summarize(gains));
  };
  const enough = epochs.find((epoch) => judge(epoch).verdict === "confirmed") ?? null;
  return { ...judge(claimed), last, enough };
}
