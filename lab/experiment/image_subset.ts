import { type ImageFlagValues, imageOptions } from "./image_flags.ts";
import { imagesOf } from "./images_of.ts";
import type { Laboratory } from "./laboratory.ts";
import { chooseProblem, fullyConnected } from "@descent/problems";

/**
 * The most images of each part that an experiment takes.
 *
 * @category Experiments
 */
export interface ImageSubsetSizes {
  /** Training images that are learned. */
  readonly train: number;
  /** Validation images that are evaluated; default all. */
  readonly validation?: number;
}

/**
 * The images that an experiment takes of those that its flags load.
 *
 * @category Experiments
 */
export interface ImageSubset {
  /** The data set's name for people. */
  readonly title: string;
  /** Options of a problem of images that take them. */
  readonly options: ImageFlagValues & {
    readonly trainSubset: number;
    readonly validationSubset?: number;
  };
}

/**
 * Takes the first images of a data set, as many as there are where there are fewer.
 *
 * @category Experiments
 * @param laboratory Where the data set is loaded.
 * @param values Values of the image flags.
 * @param sizes The most images of each part, see {@linkcode ImageSubsetSizes}.
 * @returns The data set's title, and the options for a problem.
 */
export async function imageSubset(
  laboratory: Pick<Laboratory, "data">,
  values: ImageFlagValues,
  sizes: ImageSubsetSizes,
): Promise<ImageSubset> {
  const options = imageOptions(values);
  const problem = chooseProblem(fullyConnected, { options });
  const { title, train, validation } = await imagesOf(laboratory, problem);
  return {
    title,
    options: {
      ...options,
      trainSubset: Math.min(sizes.train, train.count),
      ...(sizes.validation !== undefined && {
        validationSubset: Math.min(sizes.validation, validation.count),
      }),
    },
  };
}
