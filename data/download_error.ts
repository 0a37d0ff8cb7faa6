/**
 * No mirror gave a file: the network's failure, not the program's.
 *
 * @category Published sets
 *
 * @example
 * ```ts
 * import { DownloadError } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new DownloadError("no mirror gave it").name, "DownloadError");
 * ```
 */
export class DownloadError extends Error {
  /** The class's name. */
  override readonly name = "DownloadError";
}
