import { datasetOptions } from "./_dataset_options.ts";
import { dataDirectory } from "./data_directory.ts";
import type { Dataset, DatasetOptions } from "./dataset.ts";
import { readIdxEntries } from "./formats/_idx_folder.ts";
import { type DataSource, dataSource } from "./formats/data_source.ts";
import { imagesDataset } from "./_images_dataset.ts";
import { PublishedFilesError } from "./published_files_error.ts";
import type { PublishedSet } from "./published_sets.ts";

/**
 * Loads a set of images that is known by name, from the files that lie in the data folder as they are published, plain
 * or gzip.
 *
 * @category Published sets
 * @param set The set.
 * @param options How many images of each part, and where the files are.
 * @returns The data set, with the test part of its files; validation images are drawn from each class.
 * @throws {PublishedFilesError} When the files are not there; the message says which are wanted, and where they are published.
 * @throws {SyntaxError} When they are damaged.
 *
 * @example
 * ```ts ignore
 * import { loadPublishedSet, publishedSets } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const kmnist = publishedSets.find(({ name }) => name === "kmnist")!;
 * assertEquals(loadPublishedSet(kmnist).test.count, 10_000);
 * ```
 */
export function loadPublishedSet(set: PublishedSet, options: DatasetOptions = {}): Dataset {
  const { name, title, folders, prefixes } = set;
  const directory = dataDirectory(datasetOptions(name, options).dataDirectory);
  const isOwn = (file: string) => prefixes.some((prefix) => file.startsWith(prefix));
  for (const folder of folders) {
    const source = sourceAt(folder === "" ? directory : `${directory}/${folder}`);
    if (source === undefined) continue;
    const names = [...source.files, ...source.folders];
    if (!prefixes.every((prefix) => names.some((file) => file.startsWith(prefix)))) continue;
    const words = { name, title, source: `IDX files in ${source.path}` };
    return imagesDataset(readIdxEntries(source, isOwn), words, options);
  }
  throw new PublishedFilesError(set, directory);
}

function sourceAt(path: string): DataSource | undefined {
  try {
    return dataSource(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
