/**
 * Writes a file so that its name only ever holds the whole content: the text goes to a temporary
 * name in the same folder (a rename across file systems would copy) and is then renamed.
 *
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
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(temporary, bytes, { createNew: true });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}
