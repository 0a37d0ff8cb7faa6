import {
  type Dataset,
  datasetCatalogue,
  loadDataset,
  shareDataset,
  type SharedDataset,
} from "@descent/data";
import type { OptionTable } from "../contract/option.ts";
import type { LoadContext } from "../contract/problem_plugin.ts";

/** Values of the options that every problem of labelled images has. */
export interface ImageDataValues {
  /** Name of the data set. */
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
    kind: "choice",
    default: datasetCatalogue[0].name,
    words: datasetCatalogue.map(({ name }) => name),
    doc: "The data set of images.",
  },
  trainCount: count("training", 3000),
  validationCount: count("validation", 1000),
  testCount: count("test", 1000),
};

/** Loaded data sets of this process, by what was asked for: problems with the same images share them. */
const loaded = new Map<string, Promise<SharedDataset>>();

/**
 * Loads the images of a problem, once a process.
 *
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
  { dataset, trainCount, validationCount, testCount }: ImageDataValues,
  { dataDirectory }: LoadContext,
): Promise<SharedDataset> {
  const key = JSON.stringify([dataset, trainCount, validationCount, testCount, dataDirectory]);
  let data = loaded.get(key);
  if (data === undefined) {
    data = share(() =>
      loadDataset(dataset, {
        dataDirectory,
        trainCount: trainCount ?? undefined,
        validationCount: validationCount ?? undefined,
        testCount: testCount ?? undefined,
      })
    );
    loaded.set(key, data);
    // What could not be loaded may be there the next time.
    data.catch(() => loaded.delete(key));
  }
  return data;
}

async function share(load: () => Dataset): Promise<SharedDataset> {
  return await shareDataset(load());
}

/**
 * Number of classes of a data set of labelled images.
 *
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
