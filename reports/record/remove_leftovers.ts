import { isTemporaryName } from "./_temporary_name.ts";

/**
 * Removes the temporary files and folders that a program left behind which was killed while it wrote.
 *
 * @category Records
 * @param folder Where to look; one that does not exist holds none.
 * @param options Whether to look in the folders in it too; default yes.
 * @returns How many there were.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { removeLeftovers } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/record.json.${crypto.randomUUID()}.tmp`, "{");
 * assertEquals(await removeLeftovers(folder), 1);
 * assertEquals([...Deno.readDirSync(folder)], []);
 * await Deno.remove(folder);
 * ```
 */
export async function removeLeftovers(
  folder: string,
  { recursive = true }: { readonly recursive?: boolean } = {},
): Promise<number> {
  let removed = 0;
  const folders: string[] = [];
  try {
    for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if ((isFile || isDirectory) && isTemporaryName(name)) {
        await Deno.remove(path, { recursive: true });
        removed++;
      } else if (isDirectory && recursive) folders.push(path);
    }
  } catch (error) {
    // A folder that never was, or a file that its writer has just given its name.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  for (const inner of folders) removed += await removeLeftovers(inner);
  return removed;
}
