import { datasetOptions } from "./_dataset_options.ts";
import { datasetCatalogue } from "./catalogue.ts";
import type { Dataset, DatasetOptions } from "./dataset.ts";
import { BadFileError } from "./formats/bad_file_error.ts";
import { type DataSource, dataSource } from "./formats/data_source.ts";
import { formatCatalogue } from "./formats/format_catalogue.ts";
import { imagesDataset } from "./_images_dataset.ts";
import { OptionError } from "./option_error.ts";
import { tableDatasetOf } from "./_table_dataset_of.ts";

/**
 * Opens a data set: one of the catalogue by its name, or a file or folder of any format that is known.
 *
 * The format is recognised by content. Parts that the files do not have are split off under a seed, of classes with
 * their share of each; see {@linkcode DatasetOptions}.
 *
 * @category Data sets
 * @param dataset A name in {@linkcode datasetCatalogue}, or a path.
 * @param options The parts, and the column to predict.
 * @returns The data set.
 * @throws {OptionError} When it is neither, or a part has fewer examples than asked for.
 * @throws {SyntaxError} When no format recognises it, or its content is damaged: file, place, what was found and wanted.
 * @throws {RangeError} When there are too few examples to split.
 *
 * @example A name that nobody has
 * ```ts
 * import { openDataset } from "@descent/data";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const { train } = await openDataset("digits", { trainCount: 20, validationCount: 5, testCount: 5 });
 * assertEquals(train.count, 20);
 * await assertRejects(() => openDataset("no-such-set"), RangeError, "or the path of a file or folder");
 * ```
 */
export async function openDataset(
  dataset: string,
  options: DatasetOptions = {},
): Promise<Dataset> {
  datasetOptions(dataset, options);
  const entry = datasetCatalogue.find(({ name }) => name === dataset);
  if (entry !== undefined) return entry.load(options);
  const source = sourceOf(dataset);
  const format = formatCatalogue.find((format) => format.recognises(source));
  if (format === undefined) {
    const formats = formatCatalogue.map(({ name }) => name).join(", ");
    throw new BadFileError(
      dataset,
      `expected one of ${formats}, got ${contentOf(source)}`,
      "convert it",
    );
  }
  const { target } = options;
  const read = await format.read(source, { target });
  const name = source.name.replace(/\.gz$/, "").replace(/\.[a-z0-9]+$/i, "");
  const words = { name, title: name, source: `${format.name}: ${dataset}` };
  if (read.kind === "table") return tableDatasetOf(read, words, options);
  if (target !== undefined) {
    throw new OptionError(
      `Dataset '${name}'`,
      "target",
      "left out for images, whose labels are the target",
      `'${target}'`,
    );
  }
  return imagesDataset(read, words, options);
}

function sourceOf(path: string): DataSource {
  try {
    return dataSource(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const names = datasetCatalogue.map(({ name }) => name).join(", ");
    throw new OptionError(
      "Data set",
      "dataset",
      `one of ${names}, or the path of a file or folder`,
      `'${path}', which is neither`,
    );
  }
}

function contentOf({ files, folders, head }: DataSource): string {
  if (files.length + folders.length > 0) {
    const names = [...files, ...folders.map((name) => `${name}/`)];
    return `a folder of ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`;
  }
  if (head.length === 0) return "nothing in it";
  const bytes = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
  return `a file that begins with the bytes ${bytes.join(" ")}`;
}
