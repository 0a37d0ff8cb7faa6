import type { Dataset, DatasetOptions } from "./dataset.ts";
import { loadDigits } from "./digits.ts";
import { loadFriedman } from "./friedman.ts";
import { loadIdxDataset } from "./idx_dataset.ts";
import { idxSources } from "./idx_sources.ts";
import { loadPublishedSet } from "./load_published_set.ts";
import { publishedSets } from "./published_sets.ts";
import { loadWine } from "./wine.ts";

/**
 * A dataset that can be chosen by name.
 *
 * @category Data sets
 */
export interface DatasetEntry {
  /** The name on the command line. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** Its inputs. */
  readonly kind: "images" | "table";
  /** Loads it; throws as {@linkcode loadDigits} and {@linkcode loadIdxDataset} do. */
  load(options?: DatasetOptions): Dataset;
}

/**
 * Every dataset; the first is the default, which needs neither files nor network.
 *
 * @category Data sets
 */
export const datasetCatalogue: readonly DatasetEntry[] = [
  { name: "digits", title: "drawn digits", kind: "images", load: loadDigits },
  ...idxSources.map((source) => ({
    name: source.name,
    title: source.title,
    kind: "images" as const,
    load: (options?: DatasetOptions) => loadIdxDataset(source, options),
  })),
  ...publishedSets.map((set) => ({
    name: set.name,
    title: set.title,
    kind: "images" as const,
    load: (options?: DatasetOptions) => loadPublishedSet(set, options),
  })),
  { name: "wine", title: "Wine cultivars", kind: "table", load: loadWine },
  { name: "friedman", title: "Friedman's function", kind: "table", load: loadFriedman },
];

/**
 * Loads the dataset of a name.
 *
 * @category Data sets
 * @param name A name in {@linkcode datasetCatalogue}.
 * @param options How many images of each set, and where the files are.
 * @returns The dataset.
 * @throws {RangeError} If there is no dataset of that name, or it has too few images.
 *
 * @example The embedded digits
 * ```ts
 * import { loadDataset } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { train } = loadDataset("digits", { trainCount: 100, validationCount: 10, testCount: 10 });
 * assertEquals(train.count, 100);
 * ```
 */
export function loadDataset(name: string, options: DatasetOptions = {}): Dataset {
  const entry = datasetCatalogue.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const names = datasetCatalogue.map((candidate) => candidate.name).join(", ");
    throw new RangeError(`Dataset: expected one of ${names}, got '${name}'`);
  }
  return entry.load(options);
}
