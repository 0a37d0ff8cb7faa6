import { type CommonVariance, commonVariance } from "./_common_variance.ts";
import { adjustProbabilities } from "./adjust_probabilities.ts";
import { type MeansComparison, testedDifference } from "./compare_means.ts";
import { mannWhitney } from "./mann_whitney.ts";
import { summarize, type Summary } from "./summarize.ts";

/**
 * Fewer values of a contestant say too little of its noise.
 *
 * @category Statistics
 */
export const FEWEST_TO_JUDGE = 3;

/**
 * A lead that chance alone brings about less often than this makes a winner. It is below 5 %, so that of 2,000 comparisons
 * of two that are equally good no more than 5 % name one, by luck too.
 *
 * @category Statistics
 */
export const WINNER_SIGNIFICANCE = 0.035;

/**
 * The scores of one contestant.
 *
 * @category Statistics
 */
export interface Contestant {
  /** One for each seed, at least one. */
  readonly values: readonly number[];
  /** Which of them stand for runs that diverged, in the same order; default none. */
  readonly diverged?: readonly boolean[];
}

/**
 * Options of {@linkcode judgeContestants}.
 *
 * @category Statistics
 */
export interface JudgeOptions {
  /** Which of two scores is the better one. */
  readonly better: "higher" | "lower";
  /** The standard deviation of a score is taken to be no smaller, such as what one test example changes; default 0. */
  readonly leastDeviation?: number;
  /** Largest probability that is called larger than the noise; default {@linkcode WINNER_SIGNIFICANCE}. */
  readonly significance?: number;
}

/**
 * How a rival stands to the leader.
 *
 * @category Statistics
 */
export interface Rivalry {
  /** Probability of such a lead by chance; `null` where the values cannot tell. */
  readonly probability: number | null;
  /** The same after Holm's adjustment over all pairs of contestants. */
  readonly adjusted: number | null;
  /** The lead's t-test; `null` where ranks decided, or the values cannot tell. */
  readonly comparison: MeansComparison | null;
}

/**
 * Two contestants, the one with the better mean first.
 *
 * @category Statistics
 */
export interface RivalPair extends Rivalry {
  /** The better one, by its place. */
  readonly first: number;
  /** The other one. */
  readonly second: number;
}

/**
 * The judgement of several contestants.
 *
 * @category Statistics
 */
export interface Judgement {
  /** The one with the best mean, by its place. */
  readonly leader: number;
  /** The one that is better than every rival by more than the noise; `null` where there is none, or no rival. */
  readonly winner: number | null;
  /** The largest probability over the rivals; `null` where one cannot be told, or there is none. */
  readonly probability: number | null;
  /** The winner alone, or the leader and those that no adjusted probability tells apart from it, in the order given. */
  readonly tied: readonly number[];
  /** Each contestant against the leader, in the order given; `null` for the leader itself. */
  readonly rivalries: readonly (Rivalry | null)[];
  /** Every two contestants, those of the leader first. */
  readonly pairs: readonly RivalPair[];
  /** The standard deviation of one score, pooled over contestants without divergence; `null` where none varies. */
  readonly deviation: number | null;
}

/**
 * Judges several contestants: a winner is better than every rival by more than the noise, so the largest probability over
 * the rivals decides. Without one, those are told apart from the leader that Holm's adjustment over all pairs leaves. The
 * variance is pooled over contestants, or each has its own where they differ too much (Bartlett's
 * test at 1 %). Where a run diverged, ranks decide in which it is the last, for its score is no draw from the others'
 * distribution.
 *
 * @category Statistics
 * @param contestants Their scores, at least one contestant.
 * @param options Direction, least deviation and significance, see {@linkcode JudgeOptions}.
 * @returns The judgement.
 *
 * @example The first is ahead of the third alone
 * ```ts
 * import { judgeContestants } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const contestants = [[1, 2, 3], [1.5, 2.5, 3.5], [8, 9, 10]].map((values) => ({ values }));
 * const { leader, winner, tied } = judgeContestants(contestants, { better: "lower" });
 * assertEquals([leader, winner, tied], [0, null, [0, 1]]);
 * ```
 */
export function judgeContestants(
  contestants: readonly Contestant[],
  { better, leastDeviation = 0, significance = WINNER_SIGNIFICANCE }: JudgeOptions,
): Judgement {
  const summaries = contestants.map(({ values }) => summarize(values)!);
  const sign = better === "higher" ? 1 : -1;
  const leader = summaries.reduce(
    (best, { mean }, place) => sign * mean > sign * summaries[best].mean ? place : best,
    0,
  );
  const common = commonVariance(summaries.filter((_, place) => !hasDiverged(contestants[place])));
  const compare = (first: number, second: number): Omit<Rivalry, "adjusted"> => {
    const pair = [contestants[first], contestants[second]] as const;
    const sums = [summaries[first], summaries[second]] as const;
    if (sums.some(({ count }) => count < FEWEST_TO_JUDGE)) return UNKNOWN;
    if (pair.some(hasDiverged)) return { probability: byRanks(...pair, sign), comparison: null };
    const comparison = common === null ? null : byMeans(sums, common, leastDeviation);
    return { probability: comparison?.probability ?? null, comparison };
  };
  const order = contestants.map((_, place) => place)
    .sort((a, b) =>
      Number(b === leader) - Number(a === leader) || sign * (summaries[b].mean - summaries[a].mean)
    );
  const compared = order.flatMap((first, index) =>
    order.slice(index + 1).map((second) => ({ first, second, ...compare(first, second) }))
  );
  const adjusted = adjustProbabilities(compared.map(({ probability }) => probability ?? 1));
  const pairs = compared.map((pair, index): RivalPair => ({
    ...pair,
    adjusted: pair.probability === null ? null : adjusted[index],
  }));
  const rivalries = contestants.map((_, place): Rivalry | null => {
    const pair = pairs.find(({ first, second }) => first === leader && second === place);
    if (pair === undefined) return null;
    const { probability, adjusted, comparison } = pair;
    return { probability, adjusted, comparison };
  });
  const rivals = rivalries.filter((rivalry) => rivalry !== null);
  const probabilities = rivals.map(({ probability }) => probability);
  const wins = rivals.length > 0 && probabilities.every((each) => (each ?? 1) < significance);
  return {
    leader,
    winner: wins ? leader : null,
    probability: rivals.length === 0 || probabilities.includes(null)
      ? null
      : Math.max(...probabilities as number[]),
    tied: wins
      ? [leader]
      : rivalries.flatMap((rivalry, place) =>
        (rivalry?.adjusted ?? 1) < significance ? [] : [place]
      ),
    rivalries,
    pairs,
    deviation: common === null ? null : Math.max(leastDeviation, Math.sqrt(common.variance)),
  };
}

const UNKNOWN: Omit<Rivalry, "adjusted"> = { probability: null, comparison: null };

function hasDiverged({ diverged = [] }: Contestant): boolean {
  return diverged.includes(true);
}

function byMeans(
  [first, second]: readonly [Summary, Summary],
  { variance, degreesOfFreedom, differ }: CommonVariance,
  leastDeviation: number,
): MeansComparison | null {
  const least = leastDeviation ** 2;
  const shares = [first, second].map(({ count, standardDeviation }) => {
    // A contestant whose values are all equal borrows the others' variance.
    const own = differ && standardDeviation! > 0 ? standardDeviation! ** 2 : variance;
    return Math.max(least, own) / count;
  });
  const [a, b] = shares;
  const freedom = differ
    ? (a + b) ** 2 / (a ** 2 / (first.count - 1) + b ** 2 / (second.count - 1))
    : degreesOfFreedom;
  return testedDifference(first.mean - second.mean, Math.sqrt(a + b), freedom);
}

/** A lead of means that ranks do not confirm is none. */
function byRanks(leader: Contestant, rival: Contestant, sign: number): number {
  const placed = ({ values, diverged = [] }: Contestant): number[] =>
    values.map((value, index) => diverged[index] ? -Infinity : sign * value);
  const { probabilityGreater, exact, approximate } = mannWhitney(placed(leader), placed(rival));
  return probabilityGreater > 0.5 ? exact ?? approximate : 1;
}
