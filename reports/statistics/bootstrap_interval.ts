import { seededDraws } from "./_philox.ts";

/**
 * Options of {@linkcode bootstrapInterval}.
 *
 * @category Statistics
 */
export interface BootstrapOptions {
  /** How often values are drawn anew; default 10,000. */
  readonly replicates?: number;
  /** The interval's level, between 0 and 1; default 0.95. */
  readonly level?: number;
  /** Seed of the draws; default 0. The same seed gives the same bits on every machine. */
  readonly seed?: number;
}

/**
 * The percentile bootstrap interval of a statistic, stratified: values are drawn with replacement inside each group.
 *
 * @category Statistics
 * @param groups The values, such as one list of runs for each problem.
 * @param statistic What is computed from groups of the same sizes.
 * @param options Replicates, level and seed, see {@linkcode BootstrapOptions}.
 * @returns The ends of the interval.
 *
 * @example
 * ```ts
 * import { bootstrapInterval, interquartileMean } from "@descent/reports";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const interval = () => bootstrapInterval([[1, 2, 3], [4, 5, 9]], (groups) => interquartileMean(groups.flat()));
 * const [low, high] = interval();
 * assert(low < 3.5 && high > 3.5);
 * assertEquals(interval(), [low, high]);
 * ```
 *
 * B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979).
 */
export function bootstrapInterval(
  groups: readonly (readonly number[])[],
  statistic: (groups: readonly (readonly number[])[]) => number,
  { replicates = 10_000, level = 0.95, seed = 0 }: BootstrapOptions = {},
): readonly [low: number, high: number] {
  const draw = seededDraws(seed);
  const drawn = new Float64Array(replicates);
  for (let i = 0; i < replicates; i++) {
    drawn[i] = statistic(groups.map((group) => group.map(() => group[draw(group.length)])));
  }
  drawn.sort();
  return [quantile(drawn, (1 - level) / 2), quantile(drawn, (1 + level) / 2)];
}

/** Between order statistics, linearly. */
function quantile(rising: Float64Array, probability: number): number {
  const place = probability * (rising.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, rising.length - 1);
  return rising[below] + (place - below) * (rising[above] - rising[below]);
}
