import { BadFileError } from "./bad_file_error.ts";

/** DEFLATE's largest ratio. */
const LARGEST_RATIO = 1032;
/** Memory that is taken at once for what a file declares, beside four times its length. */
const MOST_AT_ONCE = 2 ** 24;
/** Data sets are held in memory; a small file may claim to hold more than there is. */
const MOST_CONTENT = 2 ** 31 - 1;
/** Enough for the headers of all formats; unpacked at most half a megabyte. */
const HEAD_BYTES = 512;

/**
 * Options of {@linkcode gunzipWhole}.
 *
 * @category Formats
 */
export interface GunzipOptions {
  /** The length of the whole content by its first bytes, where they tell it; default what the file's end declares. */
  readonly lengthOf?: (head: Uint8Array) => number | undefined;
  /** The mend of a bad file; default to get it again. */
  readonly mend?: string;
}

/**
 * Whether bytes are gzip data.
 *
 * @category Formats
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
 * @category Formats
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
  const { constants, gunzipSync } = zlib();
  try {
    // The data are cut, which is no mistake here.
    return new Uint8Array(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    return new Uint8Array();
  }
}

/**
 * The content of a file, unpacked where it is gzip. Its length is known before memory is taken for it: what the last
 * four bytes declare, which the beginning of the content must agree with, and never 2 GiB.
 *
 * @category Formats
 * @param path The path, for errors.
 * @param bytes The file.
 * @param options What tells its length, and the mend, see {@linkcode GunzipOptions}.
 * @returns The content; plain bytes as they are.
 * @throws {BadFileError} When the gzip data are damaged, unpack to another length than they declare, or to too much.
 *
 * @example
 * ```ts
 * import { gunzipWhole } from "@descent/data";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => gunzipWhole("a.gz", new Uint8Array([0x1f, 0x8b])), SyntaxError, "sound gzip data");
 * ```
 */
export function gunzipWhole(
  path: string,
  bytes: Uint8Array,
  { lengthOf = () => undefined, mend }: GunzipOptions = {},
): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  const declared = bytes.length < 18
    ? 0
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  const most = Math.min(MOST_CONTENT, LARGEST_RATIO * bytes.length);
  if (declared > most) {
    throw new BadFileError(
      path,
      `expected sound gzip data of at most ${most} bytes unpacked, got ${declared} declared at its end`,
      mend,
    );
  }
  const wanted = lengthOf(gunzipHead(bytes.subarray(0, HEAD_BYTES)));
  if (wanted !== undefined && wanted !== declared) {
    throw new BadFileError(
      path,
      `expected sound gzip data of ${wanted} bytes unpacked, as its header tells, got ${declared} declared at its end`,
      mend,
    );
  }
  let content: Uint8Array;
  try {
    // One chunk of the whole size saves zlib its growing list of chunks; but a mere claim gets no memory.
    const chunkSize = Math.max(1024, Math.min(declared + 64, 4 * bytes.length + MOST_AT_ONCE));
    content = zlib().gunzipSync(bytes, { chunkSize, maxOutputLength: Math.max(1, declared) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadFileError(
      path,
      `expected sound gzip data of the ${declared} bytes that its end declares, got others (${reason})`,
      mend,
    );
  }
  return new Uint8Array(content.buffer as ArrayBuffer, content.byteOffset, content.byteLength);
}

/**
 * Taken when something is unpacked: a program that unpacks nothing starts 40 ms sooner without it, and as much without
 * an import of `node:process`.
 */
function zlib() {
  return globalThis.process.getBuiltinModule("node:zlib");
}
