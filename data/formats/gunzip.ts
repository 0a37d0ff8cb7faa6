import { constants, gunzipSync } from "node:zlib";
import { BadFileError } from "./bad_file_error.ts";

/** DEFLATE's largest ratio. */
const LARGEST_RATIO = 1032;
/** Memory that is taken for what a file declares, beside four times its length. */
const MOST_AT_ONCE = 2 ** 24;

/**
 * Whether bytes are gzip data.
 *
 * @param bytes The beginning of a file.
 * @returns Whether it begins as gzip data do.
 *
 * @example
 * ```ts
 * import { isGzip } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isGzip(new Uint8Array([0x1f, 0x8b, 8])), true);
 * ```
 */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The beginning of a file as it is unpacked.
 *
 * @param bytes The first bytes of the file, gzip data or not.
 * @returns As much of the content as they hold; nothing where gzip data are damaged.
 *
 * @example
 * ```ts
 * import { gunzipHead } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(gunzipHead(new Uint8Array([1, 2])), new Uint8Array([1, 2]));
 * ```
 */
export function gunzipHead(bytes: Uint8Array): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  try {
    // The data are cut, which is no mistake here.
    return new Uint8Array(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    return new Uint8Array();
  }
}

/**
 * The content of a file, unpacked where it is gzip, and never more of it than its last four bytes declare.
 *
 * @param path The path, for errors.
 * @param bytes The file.
 * @returns The content; plain bytes as they are.
 * @throws {BadFileError} When the gzip data are damaged or unpack to another length than they declare.
 *
 * @example
 * ```ts
 * import { gunzipWhole } from "@descent/data";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => gunzipWhole("a.gz", new Uint8Array([0x1f, 0x8b])), SyntaxError, "sound gzip data");
 * ```
 */
export function gunzipWhole(path: string, bytes: Uint8Array): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  const declared = bytes.length < 18
    ? 0
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (declared > LARGEST_RATIO * bytes.length) {
    throw new BadFileError(
      path,
      `expected gzip data of at most ${LARGEST_RATIO} times its ${bytes.length} bytes, got ${declared} bytes declared`,
    );
  }
  let content: Uint8Array;
  try {
    // One chunk of the whole size saves zlib its growing list of chunks; but a mere claim gets no memory.
    const chunkSize = Math.max(1024, Math.min(declared + 64, 4 * bytes.length + MOST_AT_ONCE));
    content = gunzipSync(bytes, { chunkSize, maxOutputLength: Math.max(1, declared) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadFileError(
      path,
      `expected sound gzip data of the ${declared} bytes that its end declares, got others (${reason})`,
    );
  }
  return new Uint8Array(content.buffer as ArrayBuffer, content.byteOffset, content.byteLength);
}
