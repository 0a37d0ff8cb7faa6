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
   * `"confirmed"`: it is better than each of the others; `"refuted"`: one of the others is better than it; `"shared"`:
   * none is better by {@linkcode EQUIVALENCE}, and those of `equals` are as good; `"open"`: the differences may be
   * chance.
   */
  readonly verdict: "confirmed" | "refuted" | "shared" | "open";
  /** The others that are as good, their difference within {@linkcode EQUIVALENCE}, ascending. */
  readonly equals: readonly number[];
  /** Which of the others says most about it; `null` where none does. */
  readonly rival: Rival | null;
}

/** Accuracies that differ by at most this, half a point, are as good as each other. */
export const EQUIVALENCE = 0.005;

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
 * method. Of those that cannot be told apart from it, the 95 % interval of the difference says whether they are as
 * good.
 *
 * @param claimed The value that is said to be best.
 * @param scores The score of each value over its seeds; one that no trial completed is not among them.
 * @param judged How many claims are judged together: the level of 5 % is shared among them. Default 1.
 * @returns What the scores say.
 */
export function judgeClaim(
  claimed: number,
  scores: ReadonlyMap<number, Summary>,
  judged = 1,
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
  const sure = rivals.filter(({ comparison }) => comparison.probability < SIGNIFICANCE / judged);
  const rest = rivals.filter((rival) => !sure.includes(rival));
  const equals = rest.filter(({ comparison: { difference, confidence } }) =>
    Math.abs(difference) + confidence <= EQUIVALENCE
  ).map(({ value }) => value).sort((a, b) => a - b);
  const better = sure.find(({ comparison }) => comparison.difference > 0);
  if (better !== undefined) return { best, verdict: "refuted", equals, rival: better };
  const noneIsBetter = rivals.length > 0 && rivals.length === scores.size - 1 &&
    rest.every(({ comparison: { difference, confidence } }) =>
      difference + confidence <= EQUIVALENCE
    );
  const verdict = !noneIsBetter || (rest.length > 0 && equals.length === 0)
    ? "open"
    : rest.length > 0
    ? "shared"
    : "confirmed";
  return { best, verdict, equals, rival: rivals[0] ?? null };
}
