import { TaskError } from "./task_error.ts";

/**
 * Makes sure that files can be written to a folder, by writing one and taking it away again.
 *
 * @category Files and permissions
 * @param flag The flag that names the folder, for the message: `"--out"`.
 * @param folder The folder; made when it is missing.
 * @throws {TaskError} When they cannot.
 *
 * @example
 * ```ts
 * import { assertWritableFolder, TaskError } from "@descent/cli";
 * import { assertRejects } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await assertRejects(() => assertWritableFolder("--out", `${file}/out`), TaskError, "--out: expected");
 * await Deno.remove(file);
 * ```
 */
export async function assertWritableFolder(flag: string, folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
  } catch (error) {
    throw new TaskError(
      `${flag}: expected a folder that can be written to, got '${folder}' (${
        (error as Error).message
      }); name another one`,
      1,
      { cause: error },
    );
  }
}
