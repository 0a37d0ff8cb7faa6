import { temporaryName } from "./_temporary_name.ts";
import { type FileContents, writeFiles } from "./_write_files.ts";
import { syncFolder, writeSynced } from "./_write_synced.ts";

/**
 * Writes a file so that its name only ever holds the whole content: the text goes to a temporary
 * name in the same folder (a rename across file systems would copy), is synced to the disk and then renamed.
 *
 * @category Records
 * @param path Where the file is to be; its folder must exist.
 * @param content The whole content.
 * @throws {Error} The error of the file system; then nothing new is left behind.
 *
 * @example Replace a file in one move
 * ```ts
 * import { writeAtomically } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await writeAtomically(`${folder}/trials.csv`, "experiment,problem\r\n");
 * assertEquals(await Deno.readTextFile(`${folder}/trials.csv`), "experiment,problem\r\n");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? "." : path.slice(0, slash + 1);
  await writeFilesAtomically(folder, { [path.slice(slash + 1)]: content });
}

/**
 * Writes several files of a folder, each as {@linkcode writeAtomically} does. All are on the disk before the first
 * takes its name.
 *
 * @param folder The folder; it must exist.
 * @param files Contents by name, in the order in which they take their names.
 * @throws {Error} The error of the file system; then no temporary name is left behind.
 */
export async function writeFilesAtomically(folder: string, files: FileContents): Promise<void> {
  const moves = new Map(
    Object.keys(files).map((name) => {
      const path = `${folder}/${name}`;
      return [name, { path, temporary: temporaryName(path) }];
    }),
  );
  try {
    const contents = await writeFiles(files, (name) => moves.get(name)!.temporary);
    for (const [name, { path, temporary }] of moves) {
      try {
        await Deno.rename(temporary, path);
      } catch (error) {
        // Another program that starts just now may have taken the temporary name for a leftover.
        if (!(error instanceof Deno.errors.NotFound)) throw error;
        await writeSynced(temporary, contents.get(name)!);
        await Deno.rename(temporary, path);
      }
    }
  } catch (error) {
    for (const { temporary } of moves.values()) await Deno.remove(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}
