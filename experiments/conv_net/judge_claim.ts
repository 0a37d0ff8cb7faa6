import { compareMeans, type MeansComparison, SIGNIFICANCE, type Summary } from "@descent/reports";
import { COMPARISONS } from "./claims.ts";

/** Verdict on the claim that a value is the best. */
export type Verdict = "confirmed" | "refuted" | "open";

/** A claimed value beside its strongest rival. */
export interface ClaimJudgement {
  /**
   * `"confirmed"`: the rival is not better by {@linkcode MARGIN}; `"refuted"`: it is better, by so much perhaps;
   * `"open"`: either may be.
   */
  readonly verdict: Verdict;
  /**
   * The rival's score less the claimed one's, with an interval so wide that the chance of any wrong verdict in all
   * {@linkcode COMPARISONS} is at most 5 %; `null` when either has fewer than two seeds.
   */
  readonly comparison: MeansComparison | null;
}

/** A difference of accuracies that matters, half a point. */
export const MARGIN = 0.005;

/**
 * A verdict errs on one side only: on a claim that holds it can only be wrongly refuted, and on any other only wrongly
 * confirmed. So each side of an interval has its comparison's whole share of the 5 %.
 */
const LEVEL = 1 - 2 * SIGNIFICANCE / COMPARISONS;

/**
 * Judges the claim that a value is the best by its strongest rival.
 *
 * @param claimed The score of the value that is said to be best, over its seeds; `null` when no trial was completed.
 * @param rival That of the rival, over seeds by which it was not chosen.
 * @returns The verdict, and the comparison that it follows from.
 */
export function judgeClaim(claimed: Summary | null, rival: Summary | null): ClaimJudgement {
  const comparison = claimed && rival && compareMeans(rival, claimed, { level: LEVEL });
  if (comparison === null) return { verdict: "open", comparison };
  const { difference, confidence } = comparison;
  const verdict = difference + confidence <= MARGIN
    ? "confirmed"
    : difference - confidence > 0
    ? "refuted"
    : "open";
  return { verdict, comparison };
}
