import { normalTail } from "./normal.ts";

/**
 * How often values of one group are larger than those of another.
 *
 * @category Statistics
 */
export interface RankComparison {
  /** Pairs in which the first is larger, half the ties among them. */
  readonly u: number;
  /** Its share of all pairs: the probability that a value of the first group is the larger one. */
  readonly probabilityGreater: number;
  /** Two-sided probability by the normal approximation with correction for ties and continuity. */
  readonly approximate: number;
  /** The same without correction for continuity. */
  readonly uncorrected: number;
  /** Two-sided exact probability; `null` where values are tied. */
  readonly exact: number | null;
}

/**
 * The Mann-Whitney U test: whether values of one group tend to be larger than those of another, by ranks alone.
 *
 * @category Statistics
 * @param first One group, at least one value; Infinity is larger than any other.
 * @param second The other.
 * @returns The result.
 *
 * @example
 * ```ts
 * import { mannWhitney } from "@descent/reports";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const { u, exact } = mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]);
 * assertEquals(u, 0);
 * assertAlmostEquals(exact!, 2 / 252, 1e-15);
 * ```
 *
 * H. B. Mann, D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the
 * other", Annals of Mathematical Statistics 18 (1947).
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): RankComparison {
  const pairs = first.length * second.length;
  const total = first.length + second.length;
  let u = 0;
  for (const a of first) for (const b of second) u += a > b ? 1 : a === b ? 0.5 : 0;
  const groups = [...Map.groupBy([...first, ...second], (value) => value).values()];
  const ties = groups.reduce((sum, { length }) => sum + length ** 3 - length, 0);
  const deviation = Math.sqrt(pairs / 12 * (total + 1 - ties / (total * (total - 1))));
  const above = Math.max(u, pairs - u);
  const approximate = (correction: number): number =>
    deviation === 0 ? 1 : Math.min(1, 2 * normalTail((above - pairs / 2 - correction) / deviation));
  return {
    u,
    probabilityGreater: u / pairs,
    approximate: approximate(0.5),
    uncorrected: approximate(0),
    exact: ties > 0 ? null : Math.min(1, 2 * exactTail(first.length, second.length, above)),
  };
}

/** `P(U ≥ u)` without ties, from the number of arrangements with each U. */
function exactTail(n: number, m: number, u: number): number {
  // Gauss's polynomial Π (1 - q^(m+i)) / (1 - q^i), whose coefficients are those numbers.
  const arrangements = new Float64Array(n * m + 1);
  arrangements[0] = 1;
  for (let i = 1; i <= n; i++) {
    for (let j = n * m; j >= m + i; j--) arrangements[j] -= arrangements[j - m - i];
    for (let j = i; j <= n * m; j++) arrangements[j] += arrangements[j - i];
  }
  const all = arrangements.reduce((sum, each) => sum + each, 0);
  return arrangements.slice(u).reduce((sum, each) => sum + each, 0) / all;
}
