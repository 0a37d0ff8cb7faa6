/**
 * The environment variable that names the folder of the datasets.
 *
 * @category Published sets
 */
export const DATA_VARIABLE = "DESCENT_DATA";

/**
 * The folder that holds the datasets: the one given, else that of the environment variable
 * `DESCENT_DATA` where it may be read and is not empty, else `./datasets`.
 *
 * @category Published sets
 * @param given The folder that was asked for, if one was.
 * @returns The path of the folder, which need not exist.
 *
 * @example A folder that is given counts
 * ```ts
 * import { dataDirectory } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dataDirectory("/srv/data"), "/srv/data");
 * ```
 */
export function dataDirectory(given?: string): string {
  if (given !== undefined) return given;
  // Asking first keeps a run without the permission from stopping at a prompt.
  const permission = Deno.permissions.querySync({ name: "env", variable: DATA_VARIABLE });
  const named = permission.state === "granted" ? Deno.env.get(DATA_VARIABLE) : undefined;
  return named === undefined || named === "" ? "./datasets" : named;
}
