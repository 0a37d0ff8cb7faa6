import {
  compareMeans,
  FEWEST_TO_JUDGE,
  type MeansComparison,
  SIGNIFICANCE,
  type Summary,
  testedDifference,
} from "@descent/reports";

/**
 * Verdict on a claim: it holds by more than the noise, fails by more than the noise, or either may be.
 *
 * @category Experiments
 */
export type ClaimVerdict = "confirmed" | "refuted" | "open";

/**
 * A verdict on a claim, with what it rests on.
 *
 * @category Experiments
 */
export interface ClaimJudgement {
  /**
   * `"confirmed"`: better than what it is held against, or not worse by the margin; `"refuted"`: worse, by less than the
   * margin perhaps; `"open"`: either may be.
   */
  readonly verdict: ClaimVerdict;
  /** The difference from what it is held against, with its interval; `null` where the seeds cannot tell. */
  readonly comparison: MeansComparison | null;
  /** How many seeds it rests on; of two sides, those of the side with fewer. */
  readonly seeds: number;
  /** The level of the interval. */
  readonly level: number;
  /** The test that the interval is of. */
  readonly test: string;
}

/**
 * Options of {@linkcode judgeClaim}.
 *
 * @category Experiments
 */
export interface JudgeClaimOptions {
  /** Which of two values is the better one; default `"higher"`. */
  readonly better?: "higher" | "lower";
  /** By how much the claimed side may be worse and still hold its claim, in the unit of the values; default 0. */
  readonly margin?: number;
  /** How many claims are judged together; the chance of any wrong verdict among them is at most 5 %. Default 1. */
  readonly comparisons?: number;
  /** The standard deviation of one seed is taken to be no smaller; default 0. */
  readonly leastDeviation?: number;
}

/**
 * Judges a claim that something is better than something else, or no worse by a margin. It is how every experiment comes
 * to a verdict.
 *
 * A verdict errs on one side only: a claim that holds can only be wrongly refuted, and any other only wrongly confirmed.
 * So each side of the interval has the whole 5 %, divided by the number of claims that are judged together.
 *
 * @category Experiments
 * @param ours The values of what is claimed to be better, over seeds by which nothing of it was chosen; `null` when there
 * are none. Differences of pairs, such as of one seed, are held against 0.
 * @param against The values of its rival, or a number without noise.
 * @param options Direction, margin and number of claims, see {@linkcode JudgeClaimOptions}.
 * @returns The verdict; with fewer than three seeds, or where no value varies, it is open.
 *
 * @example
 * ```ts
 * import { judgeClaim } from "@descent/lab";
 * import { summarize } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const ours = summarize([0.981, 0.983, 0.982]);
 * assertEquals(judgeClaim(ours, 0.97).verdict, "confirmed");
 * assertEquals(judgeClaim(ours, 0.99).verdict, "refuted");
 * assertEquals(judgeClaim(ours, 0.9825).verdict, "open");
 * ```
 */
export function judgeClaim(
  ours: Summary | null,
  against: Summary | number | null,
  { better = "higher", margin = 0, comparisons = 1, leastDeviation = 0 }: JudgeClaimOptions = {},
): ClaimJudgement {
  const level = 1 - 2 * SIGNIFICANCE / comparisons;
  const isNumber = typeof against === "number";
  const test = isNumber ? "one-sample t-test" : "Welch's t-test";
  const seeds = ours === null || against === null
    ? 0
    : Math.min(ours.count, isNumber ? Infinity : against.count);
  const open = { verdict: "open", comparison: null, seeds, level, test } as const;
  if (ours === null || against === null || seeds < FEWEST_TO_JUDGE) return open;
  const floored = (summary: Summary): Summary => ({
    ...summary,
    standardDeviation: Math.max(leastDeviation, summary.standardDeviation!),
  });
  const own = floored(ours);
  const comparison = isNumber
    ? testedDifference(
      own.mean - against,
      own.standardDeviation! / Math.sqrt(own.count),
      own.count - 1,
      level,
    )
    : varies(own, floored(against))
    ? compareMeans(own, floored(against), { level })
    : null;
  if (comparison === null) return open;
  const lead = (better === "higher" ? 1 : -1) * comparison.difference;
  const verdict = lead - comparison.confidence >= -margin
    ? "confirmed"
    : lead + comparison.confidence < 0
    ? "refuted"
    : "open";
  return { ...open, verdict, comparison };
}

function varies(...summaries: readonly Summary[]): boolean {
  return summaries.some(({ standardDeviation }) => standardDeviation! > 0);
}
