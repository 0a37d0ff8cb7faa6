import { dataDirectory } from "./data_directory.ts";
import { findIdxFile, idxFolders } from "./_find_idx_file.ts";
import { idxSources } from "./idx_sources.ts";

/**
 * Whether the four files of a data set in IDX format are there; whether they are sound is not looked at.
 *
 * @category Formats
 * @param name A name in {@linkcode idxSources}: `"fashion-mnist"`.
 * @param directory The folder that holds the data sets; default: `$DESCENT_DATA`, else `./datasets`.
 * @returns False also where files may not be read.
 * @throws {RangeError} When there is no such data set.
 *
 * @example
 * ```ts
 * import { hasIdxDataset } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hasIdxDataset("mnist", "no/such/folder"), false);
 * ```
 */
export function hasIdxDataset(name: string, directory?: string): boolean {
  const source = idxSources.find((source) => source.name === name);
  if (source === undefined) {
    throw new RangeError(
      `hasIdxDataset: expected one of ${
        idxSources.map(({ name }) => name).join(", ")
      }, got '${name}'; check the spelling`,
    );
  }
  const folders = idxFolders(source, dataDirectory(directory));
  // Asking first keeps a run without the permission from stopping at a prompt.
  const mayRead = folders.every((path) =>
    Deno.permissions.querySync({ name: "read", path }).state === "granted"
  );
  return mayRead &&
    Object.values(source.files).every(({ name }) => findIdxFile(folders, name) !== undefined);
}
