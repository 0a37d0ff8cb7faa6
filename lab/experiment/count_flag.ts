import { type Flag, integerFlag } from "@descent/cli";

/**
 * The flag of how many values of something an experiment tries, at least two.
 *
 * @category Flags
 * @param noun The values, in the plural: `"depths to try"`.
 * @param standard How many by default.
 * @param quick How many with `--quick`.
 * @param maximum How many at most; default 100.
 * @returns The flag.
 *
 * @example
 * ```ts
 * import { countFlag } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const { doc, quick } = countFlag("depths to try", 5, 2);
 * assertEquals([doc, quick], ["How many depths to try.", 2]);
 * ```
 */
export function countFlag(
  noun: string,
  standard: number,
  quick: number,
  maximum: number = 100,
): Flag<number> {
  return integerFlag({ doc: `How many ${noun}.`, default: standard, quick, minimum: 2, maximum });
}
