import type { DataFormat } from "./format.ts";
import { csvFile } from "./_csv_file.ts";
import { cifarFolder } from "./_cifar_folder.ts";
import { tableFolder } from "./_table_folder.ts";
import { parquetFiles } from "./_parquet_files.ts";
import { pictureFolder } from "./_picture_folder.ts";
import { npyFiles } from "./_npy_files.ts";
import { idxFolder } from "./_idx_folder.ts";

/**
 * Every format that a data set can be read from; the first that recognises a file or folder reads it.
 *
 * @category Formats
 *
 * @example
 * ```ts
 * import { formatCatalogue } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatCatalogue[0].name, "a folder of IDX files");
 * ```
 */
export const formatCatalogue: readonly DataFormat[] = [
  idxFolder,
  cifarFolder,
  npyFiles,
  parquetFiles,
  pictureFolder,
  csvFile,
  tableFolder,
];
