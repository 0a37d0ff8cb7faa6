import {
  adjustProbabilities,
  compareMeans,
  type MeansComparison,
  SIGNIFICANCE,
  type Summary,
} from "@descent/reports";

/** Whether data supports that one value is better than the others. */
export interface ClaimJudgement {
  /** The value with the best mean; `null` when there is none. */
  readonly best: number | null;
  /**
   * `"confirmed"`: it is better than each of the others; `"refuted"`: one of the others is better than it; `"open"`:
   * the differences may be chance.
   */
  readonly verdict: "confirmed" | "refuted" | "open";
  /** Which of the others says most about it; `null` where none does. */
  readonly rival: Rival | null;
}

/** A value beside the claimed one. */
export interface Rival {
  /** The value. */
  readonly value: number;
  /** Its score less that of the claimed one, the probability adjusted for the number of others. */
  readonly comparison: MeansComparison;
}

/**
 * Judges the claim that a value is the best.
 *
 * It is compared with each other value by Welch's test, and the probabilities are adjusted for their number by Holm's
 * method.
 *
 * @param claimed The value that is said to be best.
 * @param scores The score of each value over its seeds; one that no trial completed is not among them.
 * @returns What the scores say.
 */
export function judgeClaim(
  claimed: number,
  scores: ReadonlyMap<number, Summary>,
): ClaimJudgement {
  const [best = null] = [...scores.keys()].sort((a, b) =>
    scores.get(b)!.mean - scores.get(a)!.mean
  );
  const own = scores.get(claimed);
  const others = [...scores].flatMap(([value, score]): Rival[] => {
    const comparison = own === undefined || value === claimed ? null : compareMeans(score, own);
    return comparison === null ? [] : [{ value, comparison }];
  });
  const adjusted = adjustProbabilities(others.map(({ comparison }) => comparison.probability));
  const rivals = others
    .map(({ value, comparison }, index) => (
      { value, comparison: { ...comparison, probability: adjusted[index] } }
    ))
    .sort((a, b) => b.comparison.difference - a.comparison.difference);
  const sure = rivals.filter(({ comparison }) => comparison.probability < SIGNIFICANCE);
  const better = sure.find(({ comparison }) => comparison.difference > 0);
  if (better !== undefined) return { best, verdict: "refuted", rival: better };
  const isBest = sure.length > 0 && sure.length === scores.size - 1;
  return { best, verdict: isBest ? "confirmed" : "open", rival: rivals[0] ?? null };
}
