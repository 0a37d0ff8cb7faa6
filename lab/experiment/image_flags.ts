import type { Flag } from "@descent/cli";
import { IMAGE_DATA, type ImageDataValues } from "@descent/problems";
import { optionFlag } from "./option_flag.ts";

/**
 * Values of the flags of {@linkcode imageFlags}.
 *
 * @category Flags
 */
export interface ImageFlagValues extends Omit<ImageDataValues, "dataset"> {
  /** Name of the data set, or the path of a file or folder. */
  readonly dataset: string;
}

/**
 * The flags of experiments on labelled images: which, and how many.
 *
 * @category Flags
 *
 * @example
 * ```ts
 * import { imageFlags } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([imageFlags.dataset.default, imageFlags.trainCount.quick], ["digits", 3000]);
 * ```
 */
export const imageFlags: { readonly [K in keyof ImageFlagValues]: Flag<ImageFlagValues[K]> } =
  withDefaults();

/**
 * The options of images among the values of flags.
 *
 * @category Flags
 * @param values Values of all flags of an experiment.
 * @returns Those of {@linkcode imageFlags}, for the options of a problem.
 *
 * @example
 * ```ts
 * import { imageOptions } from "@descent/lab";
 * import { chooseProblem, type ImageDataValues, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const values = chooseProblem(twoLayer).options as unknown as ImageDataValues;
 * assertEquals("hidden" in imageOptions(values), false);
 * ```
 */
export function imageOptions(
  values: ImageFlagValues,
): { readonly [K in keyof ImageFlagValues]: ImageFlagValues[K] } {
  const { dataset, trainCount, validationCount, testCount } = values;
  const { validationFraction, testFraction, splitSeed } = values;
  return {
    dataset,
    trainCount,
    validationCount,
    testCount,
    validationFraction,
    testFraction,
    splitSeed,
  };
}

/** Unlike an option's own flag, these have a value also where they are not given: several problems share it. */
function withDefaults(): { readonly [K in keyof ImageFlagValues]: Flag<ImageFlagValues[K]> } {
  const flags = Object.entries(IMAGE_DATA).map(([name, option]) => [
    name,
    { ...optionFlag(option), default: option.default },
  ]);
  return Object.fromEntries(flags);
}
