import { chiSquareTail } from "./chi_square.ts";

/**
 * How well rankings agree.
 *
 * @category Statistics
 */
export interface RankAgreement {
  /** The sum of each thing's ranks. */
  readonly rankSums: readonly number[];
  /** Kendall's W: 0 for rankings that have nothing in common, 1 for equal ones. */
  readonly agreement: number;
  /** Friedman's statistic. */
  readonly chiSquare: number;
  /** Its degrees of freedom. */
  readonly degreesOfFreedom: number;
  /** Probability of so much agreement if all orders were equally likely, by the chi-square distribution. */
  readonly probability: number;
}

/**
 * Whether several problems rank the same things alike: Kendall's coefficient of concordance and Friedman's test.
 *
 * @category Statistics
 * @param values A row for each problem, with a value for each thing; the smallest has rank 1, ties share the mean.
 * @returns The result.
 *
 * @example Two problems with one opinion
 * ```ts
 * import { rankAgreement } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rankAgreement([[1, 2, 3], [10, 20, 30]]).agreement, 1);
 * ```
 *
 * M. G. Kendall, B. Babington Smith, "The problem of m rankings", Annals of Mathematical Statistics 10 (1939).
 * M. Friedman, "The use of ranks to avoid the assumption of normality", Journal of the American Statistical
 * Association 32 (1937).
 */
export function rankAgreement(values: readonly (readonly number[])[]): RankAgreement {
  const judges = values.length;
  const things = values[0].length;
  const rankSums = new Array<number>(things).fill(0);
  let ties = 0;
  for (const row of values) {
    for (const [index, rank] of ranksOf(row).entries()) rankSums[index] += rank;
    for (const { length } of Map.groupBy(row, (value) => value).values()) {
      ties += length ** 3 - length;
    }
  }
  const middle = judges * (things + 1) / 2;
  const squares = rankSums.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  const agreement = 12 * squares / (judges ** 2 * (things ** 3 - things) - judges * ties);
  const chiSquare = judges * (things - 1) * agreement;
  return {
    rankSums,
    agreement,
    chiSquare,
    degreesOfFreedom: things - 1,
    probability: chiSquareTail(chiSquare, things - 1),
  };
}

function ranksOf(row: readonly number[]): number[] {
  return row.map((value) => {
    const below = row.filter((other) => other < value).length;
    const equal = row.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
