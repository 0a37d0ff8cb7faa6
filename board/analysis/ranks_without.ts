import { interquartileMean } from "@descent/reports";

/**
 * The rank of a rule with each problem left out in turn.
 *
 * @category Analysis
 */
export interface RanksWithout {
  /** Its rank with all problems, from 1. */
  readonly rank: number;
  /** `ranks[problem]`: its rank without that one. */
  readonly ranks: readonly number[];
  /** `scores[problem]`: its score without that one, the interquartile mean over all judges of the others. */
  readonly scores: readonly number[];
}

/**
 * Ranks of the rules by score with each problem left out in turn: how much the order hangs on a single one. No scale of
 * scores changes by it, as each problem has its own.
 *
 * @category Analysis
 * @param scores Normalized scores, `[rule][problem][seed]`, the more the better.
 * @returns One for each rule; empty lists where there is but one problem.
 *
 * @example Without the second problem the order turns
 * ```ts
 * import { ranksWithout } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = ranksWithout([[[1], [0]], [[0.6], [0.6]]]);
 * assertEquals(first, { rank: 2, ranks: [2, 1], scores: [0, 1] });
 * ```
 */
export function ranksWithout(
  scores: readonly (readonly (readonly number[])[])[],
): RanksWithout[] {
  const means = scores.map((own) => interquartileMean(own.flat()));
  const left = scores[0].length < 2
    ? []
    : scores[0].map((_, problem) =>
      scores.map((own) => interquartileMean(own.flatMap((runs, at) => at === problem ? [] : runs)))
    );
  return scores.map((_, rule) => ({
    rank: rankIn(means, rule),
    ranks: left.map((others) => rankIn(others, rule)),
    scores: left.map((others) => others[rule]),
  }));
}

/** Ties share the better rank. */
function rankIn(means: readonly number[], rule: number): number {
  return 1 + means.filter((mean) => mean > means[rule]).length;
}
