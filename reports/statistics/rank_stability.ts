import { seededDraws } from "./_philox.ts";
import { interquartileMean } from "./interquartile_mean.ts";
import { optimalityGap } from "./optimality_gap.ts";

/**
 * How firmly contestants hold their ranks.
 *
 * @category Statistics
 */
export interface RankStability {
  /** The interquartile mean of each contestant's scores. */
  readonly means: readonly number[];
  /** The percentile bootstrap interval of each. */
  readonly intervals: readonly (readonly [low: number, high: number])[];
  /** The optimality gap of each contestant's scores. */
  readonly gaps: readonly number[];
  /** The interval of each, from the same replicates. */
  readonly gapIntervals: readonly (readonly [low: number, high: number])[];
  /** `probabilities[contestant][k]`: the share of replicates in which it has rank k + 1; ties share their ranks. */
  readonly probabilities: readonly (readonly number[])[];
  /** The fewest contestants, by place, of which one is best in at least the level's share of replicates. */
  readonly best: readonly number[];
}

/**
 * Options of {@linkcode rankStability}.
 *
 * @category Statistics
 */
export interface RankStabilityOptions {
  /** How often seeds are drawn anew; default 10,000. */
  readonly replicates?: number;
  /** Level of the intervals and of the best ones, between 0 and 1; default 0.95. */
  readonly level?: number;
  /** Seed of the draws; default 0. The same seed gives the same bits on every machine. */
  readonly seed?: number;
  /** The parts that are drawn anew: seeds inside each problem, or whole problems; default `"seeds"`. */
  readonly resample?: "seeds" | "problems";
}

/**
 * Ranks contestants by the interquartile mean of their scores, and again in bootstrap replicates: seeds are drawn with
 * replacement inside each problem, the same ones for all contestants. The optimality gap, to a score of 1, is beside it.
 *
 * @category Statistics
 * @param scores `[contestant][problem][seed]`, the more the better.
 * @param options Replicates, level and seed, see {@linkcode RankStabilityOptions}.
 * @returns Means, intervals and the probability of each rank.
 *
 * @example The better one on every seed is always first
 * ```ts
 * import { rankStability } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const { probabilities, best } = rankStability([[[1, 2, 3]], [[4, 5, 6]]], { replicates: 100 });
 * assertEquals(probabilities, [[0, 1], [1, 0]]);
 * assertEquals(best, [1]);
 * ```
 *
 * R. Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021.
 */
export function rankStability(
  scores: readonly (readonly (readonly number[])[])[],
  { replicates = 10_000, level = 0.95, seed = 0, resample = "seeds" }: RankStabilityOptions = {},
): RankStability {
  const draw = seededDraws(seed);
  const sizes = scores[0].map((seeds) => seeds.length);
  // All scores of a contestant in a row, and where each problem's begin.
  const rows = scores.map((own) => own.flat());
  const starts = sizes.map((_, problem) =>
    sizes.slice(0, problem).reduce((sum, size) => sum + size, 0)
  );
  const counts = scores.map(() => new Array<number>(scores.length).fill(0));
  const means = scores.map(() => new Float64Array(replicates));
  const gaps = scores.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    const places = resample === "seeds"
      ? sizes.flatMap((size, problem) =>
        Array.from({ length: size }, () => starts[problem] + draw(size))
      )
      : sizes.flatMap(() => {
        const problem = draw(sizes.length);
        return Array.from({ length: sizes[problem] }, (_, index) => starts[problem] + index);
      });
    const drawn = rows.map((row, contestant) => {
      const values = places.map((place) => row[place]);
      gaps[contestant][replicate] = optimalityGap(values);
      return interquartileMean(values);
    });
    drawn.forEach((mean, contestant) => {
      means[contestant][replicate] = mean;
      const above = drawn.filter((other) => other > mean).length;
      const equal = drawn.filter((other) => other === mean).length;
      for (let rank = above; rank < above + equal; rank++) counts[contestant][rank] += 1 / equal;
    });
  }
  const intervalOf = (drawn: Float64Array): readonly [low: number, high: number] => {
    drawn.sort();
    return [quantile(drawn, (1 - level) / 2), quantile(drawn, (1 + level) / 2)];
  };
  const probabilities = counts.map((own) => own.map((count) => count / replicates));
  return {
    means: rows.map((row) => interquartileMean(row)),
    intervals: means.map(intervalOf),
    gaps: rows.map((row) => optimalityGap(row)),
    gapIntervals: gaps.map(intervalOf),
    probabilities,
    best: firstUpTo(probabilities.map(([first]) => first), level),
  };
}

/** The most probable places, until together they reach the level. */
function firstUpTo(probabilities: readonly number[], level: number): number[] {
  const falling = probabilities.map((_, place) => place)
    .sort((a, b) => probabilities[b] - probabilities[a]);
  let sum = 0;
  const count = falling.findIndex((place) => (sum += probabilities[place]) >= level - 1e-9) + 1;
  return falling.slice(0, count).sort((a, b) => a - b);
}

/** Between order statistics, linearly. */
function quantile(rising: Float64Array, probability: number): number {
  const place = probability * (rising.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, rising.length - 1);
  return rising[below] + (place - below) * (rising[above] - rising[below]);
}
