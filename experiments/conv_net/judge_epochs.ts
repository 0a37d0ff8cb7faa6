import { type ClaimJudgement, judgeClaim } from "@descent/lab";
import { type Run, summarize } from "@descent/reports";
import { bestUpTo } from "./best_up_to.ts";
import { COMPARISONS, MARGIN } from "./claims.ts";

/** A number of epochs beside more of them; the difference is what the rival gains. */
export interface EpochsJudgement extends ClaimJudgement {
  /** The rival: the last epoch. */
  readonly last: number;
  /** The first epoch that the last one is not better than by half a point; `null` when there is none. */
  readonly enough: number | null;
}

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
  const judge = (epoch: number): ClaimJudgement => {
    const isKnown = last > claimed && runs.every(({ record }) => record.status === "completed");
    const gains = isKnown ? runs.map((run) => bestUpTo(run, last) - bestUpTo(run, epoch)) : [];
    return judgeClaim(summarize(gains), 0, {
      better: "lower",
      margin: MARGIN,
      comparisons: COMPARISONS,
      leastDeviation: oneExample(runs),
    });
  };
  const enough = epochs.find((epoch) => judge(epoch).verdict === "confirmed") ?? null;
  return { ...judge(claimed), last, enough };
}

/** The change of an accuracy by one validation example, below which no noise can be told. */
export function oneExample(runs: readonly Run[]): number {
  const examples = runs[0]?.record.dataset?.validation ?? 0;
  return examples === 0 ? 0 : 1 / examples;
}
