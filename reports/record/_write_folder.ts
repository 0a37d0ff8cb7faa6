import { writeFiles } from "./_write_files.ts";
import { syncFolder } from "./_write_synced.ts";
import { temporaryName } from "./_temporary_name.ts";

/** Another program that starts just now may take a temporary name for a leftover; twice in a row it does not. */
const TRIES = 3;

/**
 * Writes a folder of files so that its name only ever holds all of them: they are written to a temporary folder beside
 * it and synced, and it is renamed. What was there before is renamed away just before, and removed.
 *
 * @throws {Error} The error of the file system; then no temporary name is left behind.
 */
export async function writeFolder(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const parent = folder.slice(0, folder.lastIndexOf("/"));
  await Deno.mkdir(parent, { recursive: true });
  for (let time = 1;; time++) {
    const temporary = temporaryName(folder), former = temporaryName(folder);
    try {
      await Deno.mkdir(temporary);
      await writeFiles(files, (name) => `${temporary}/${name}`);
      await syncFolder(temporary);
      const replaces = await renameIfThere(folder, former);
      await Deno.rename(temporary, folder);
      await syncFolder(parent);
      if (replaces) await removeIfThere(former);
      return;
    } catch (error) {
      await removeIfThere(temporary).catch(() => {});
      if (!(error instanceof Deno.errors.NotFound) || time === TRIES) throw error;
    }
  }
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await Deno.rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
