import { datasetOptions } from "./_dataset_options.ts";
import type { Dataset, DatasetOptions } from "./dataset.ts";
import { readCsv } from "./formats/read_csv.ts";
import { tableDatasetOf } from "./_table_dataset_of.ts";
import { WINE_CSV } from "./_wine_rows.ts";

const NAME = "wine";

/**
 * The wine recognition data: which of three cultivars a wine is of, by 13 measurements of its chemistry. 178 wines.
 *
 * @category Published sets
 * @param options Parts and seed of the split; a folder is not needed.
 * @returns The data set.
 * @throws {RangeError} When a part would be empty.
 *
 * @example
 * ```ts
 * import { loadWine } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, validation, test, classNames } = loadWine();
 * assertEquals([train.count, validation.count, test.count, classNames?.length], [106, 36, 36, 3]);
 * ```
 *
 * @see S. Aeberhard, M. Forina: "Wine", UCI Machine Learning Repository, 1992, https://doi.org/10.24432/C5PC7J, CC BY 4.0
 */
export function loadWine(options: DatasetOptions = {}): Dataset {
  const { target = "cultivar" } = datasetOptions(NAME, options);
  const read = readCsv(NAME, new TextEncoder().encode(WINE_CSV), { target });
  if (read.kind === "images") {
    throw new TypeError("Wine: expected a table, got images; mend its rows");
  }
  const words = {
    name: NAME,
    title: "Wine cultivars",
    source: "178 wines of the UCI Machine Learning Repository, CC BY 4.0, within the program",
  };
  return tableDatasetOf(read, words, options);
}
