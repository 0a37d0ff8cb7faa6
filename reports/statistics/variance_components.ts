/**
 * The two sources of the scatter of grouped values.
 *
 * @category Statistics
 */
export interface VarianceComponents {
  /** Variance of the groups' own means about a common one, at least 0. */
  readonly between: number;
  /** Variance of values about the mean of their group. */
  readonly within: number;
}

/**
 * Splits the scatter of grouped values into what differs from group to group and what differs inside of each: the moment
 * estimate of one-way analysis of variance with random effects, `σ²_between = (MS_between − MS_within)/n₀`, where n₀ is the
 * size of the groups, or `(N − Σ nᵢ²/N)/(k − 1)` of k unequal ones. What is negative is 0.
 *
 * @category Statistics
 * @param groups The values by group: two groups at least, each of one value or more, one of two or more.
 * @returns Both variances.
 *
 * @example Two groups whose means are 4 apart, with a scatter of 2 inside
 * ```ts
 * import { varianceComponents } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(varianceComponents([[1, 3], [5, 7]]), { between: 7, within: 2 });
 * ```
 *
 * S. R. Searle, G. Casella, C. E. McCulloch, "Variance components", Wiley 1992.
 */
export function varianceComponents(groups: readonly (readonly number[])[]): VarianceComponents {
  const count = groups.reduce((sum, { length }) => sum + length, 0);
  const grand = groups.flat().reduce((sum, value) => sum + value, 0) / count;
  let among = 0, inside = 0, squares = 0;
  for (const group of groups) {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length;
    among += group.length * (mean - grand) ** 2;
    for (const value of group) inside += (value - mean) ** 2;
    squares += group.length ** 2;
  }
  const within = inside / (count - groups.length);
  const size = (count - squares / count) / (groups.length - 1);
  return { between: Math.max(0, (among / (groups.length - 1) - within) / size), within };
}
