import { type Flag, integerFlag } from "@descent/cli";

const MOST_SEEDS = 100;

/**
 * The flag for the number of seeds that judge a setting.
 *
 * @category Search
 * @param standard The default; with `--quick` it is 3, the fewest that can tell anything from noise.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { seedsFlag } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([seedsFlag(10).default, seedsFlag(10).quick], [10, 3]);
 * ```
 */
export function seedsFlag(standard: number): Flag<number> {
  return integerFlag({
    doc: "Number of seeds that judge each chosen setting.",
    default: standard,
    quick: Math.min(3, standard),
    minimum: 1,
    maximum: MOST_SEEDS,
  });
}

/**
 * The seeds that judge: others than the first, under which settings were searched, for the winner of a search was
 * lucky with its seed.
 *
 * @category Search
 * @param first The seed of the search.
 * @param count Number of seeds.
 * @returns The seeds.
 *
 * @example
 * ```ts
 * import { judgingSeeds } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(judgingSeeds(0, 3), [1, 2, 3]);
 * ```
 */
export function judgingSeeds(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + 1 + index);
}

/**
 * The seeds that the best settings of a search are tried with again: others than the first and than any that judges.
 *
 * @category Search
 * @param first The seed of the search.
 * @returns The seeds.
 *
 * @example
 * ```ts
 * import { repeatSeeds } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(repeatSeeds(0), [101, 102]);
 * ```
 */
export function repeatSeeds(first: number): number[] {
  return [first + MOST_SEEDS + 1, first + MOST_SEEDS + 2];
}
