import { type Dataset, datasetCatalogue, type SharedDataset } from "@descent/data";
import type { OptionTable } from "../contract/option.ts";
import type { LoadContext } from "../contract/problem_plugin.ts";
import { loadShared } from "../data/load_shared.ts";
import { SPLIT, type SplitValues } from "../data/split.ts";

/**
 * Values of the options that every problem of labelled images has.
 *
 * @category Data of problems
 */
export interface ImageDataValues extends SplitValues {
  /** Name of the data set, or the path of a file or folder. */
  readonly dataset: string;
  /** Number of training images that are loaded; `null`: the data set's. */
  readonly trainCount: number | null;
  /** Number of validation images that are loaded; `null`: the data set's. */
  readonly validationCount: number | null;
  /** Number of test images that are loaded; `null`: the data set's. */
  readonly testCount: number | null;
}

const MOST_IMAGES = 1e7;

const count = (part: string, quick: number) => ({
  kind: "integer" as const,
  default: null,
  shownDefault: "the data set's",
  quick,
  range: [1, MOST_IMAGES] as const,
  doc: `Number of ${part} images.`,
});

/**
 * The options that every problem of labelled images has, to be spread into its table.
 *
 * @category Data of problems
 *
 * @example
 * ```ts
 * import { IMAGE_DATA } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(IMAGE_DATA.dataset.default, "digits");
 * ```
 */
export const IMAGE_DATA: OptionTable<ImageDataValues> = {
  dataset: {
    kind: "text",
    default: datasetCatalogue[0].name,
    words: datasetCatalogue.map(({ name }) => name),
    placeholder: "path of a file or folder",
    doc: "The data set of images, by name or path.",
  },
  trainCount: count("training", 3000),
  validationCount: count("validation", 1000),
  testCount: count("test", 1000),
  ...SPLIT,
};

/**
 * Loads the images of a problem, once a process.
 *
 * @category Data of problems
 * @param values Values of the options in {@linkcode IMAGE_DATA}; others are not looked at.
 * @param context Where data sets lie.
 * @returns The data set on shared memory.
 * @throws {Deno.errors.NotFound} When its files are missing; the message says how to get them.
 * @throws {RangeError} When it has fewer images than asked for.
 *
 * @example
 * ```ts
 * import { loadImages } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { trainCount: 20, validationCount: 10, testCount: 10 };
 * const { train, classNames } = await loadImages({ dataset: "digits", ...counts }, {});
 * assertEquals([train.count, classNames?.length], [20, 10]);
 * ```
 */
export function loadImages(
  values: Omit<ImageDataValues, keyof SplitValues> & Partial<SplitValues>,
  context: LoadContext,
): Promise<SharedDataset> {
  return loadShared(values, context);
}

/**
 * Number of classes of a data set of labelled images.
 *
 * @category Data of problems
 * @param data The data set.
 * @returns K.
 * @throws {TypeError} When its targets are no classes.
 *
 * @example
 * ```ts
 * import { classCount } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(classCount({ name: "coins", classNames: ["head", "tail"] }), 2);
 * ```
 */
export function classCount({ name, classNames }: Pick<Dataset, "name" | "classNames">): number {
  if (classNames !== null) return classNames.length;
  throw new TypeError(
    `Data set '${name}': expected classes as targets, got values; take a problem of regression`,
  );
}
