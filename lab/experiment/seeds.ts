import { type Flag, integerFlag } from "@descent/cli";

const MOST_SEEDS = 100;

/**
 * The flag that says how many seeds judge a setting.
 *
 * @param usual How many by default; 2 with `--quick`.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { seedsFlag } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([seedsFlag(5).default, seedsFlag(5).quick], [5, 2]);
 * ```
 */
export function seedsFlag(usual: number): Flag<number> {
  return integerFlag({
    doc: "How many seeds judge each chosen setting.",
    default: usual,
    quick: 2,
    minimum: 1,
    maximum: MOST_SEEDS,
  });
}

/**
 * The seeds that judge: others than the first, under which settings were searched, for the winner of a search was
 * lucky with its seed.
 *
 * @param first The seed of the search.
 * @param count How many judge.
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
