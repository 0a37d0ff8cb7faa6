import { BadFileError } from "./bad_file_error.ts";

/** DEFLATE's largest ratio. */
const LARGEST_RATIO = 1032;
/** Memory that is taken for what an entry declares, beside four times its packed length. */
const MOST_AT_ONCE = 2 ** 24;
const END = 0x06054b50, ENTRY = 0x02014b50, LOCAL = 0x04034b50;
/** The end record without its comment, which has at most 65,535 bytes. */
const END_BYTES = 22, LONGEST_COMMENT = 65_535;

/**
 * Reads the files of a ZIP archive, stored or deflated, and never more of one than the archive declares.
 *
 * @category Formats
 * @param path The archive's path, for errors.
 * @param bytes Its content.
 * @returns The files by name.
 * @throws {BadFileError} When it is damaged, encrypted or larger than 4 GB.
 *
 * @example
 * ```ts
 * import { readZip } from "@descent/data";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => readZip("a.npz", new Uint8Array(30)), SyntaxError, "expected a ZIP archive");
 * ```
 */
export function readZip(path: string, bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bad = (problem: string) => new BadFileError(path, problem);
  let end = bytes.length - END_BYTES;
  const first = Math.max(0, end - LONGEST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first) throw bad("expected a ZIP archive, got no end record");
  const files = new Map<string, Uint8Array>();
  let used = 0;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) {
      throw bad(`byte ${at}: expected an entry of the archive's directory, got none`);
    }
    const method = view.getUint16(at + 10, true),
      isLocked = (view.getUint16(at + 8, true) & 1) === 1;
    const packed = view.getUint32(at + 20, true), size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true), local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (local + 30 > end || view.getUint32(local, true) !== LOCAL) {
      throw bad(`byte ${local}: expected the file '${name}', got none`);
    }
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + packed > end || size > LARGEST_RATIO * packed + 64) {
      throw bad(
        `expected '${name}' to have ${size} bytes packed in ${packed}, got fewer in the archive`,
      );
    }
    used += packed;
    if (used > bytes.length) {
      throw bad(
        `expected files side by side, got '${name}' over others, ${used} packed bytes in all`,
      );
    }
    if (isLocked || (method !== 0 && method !== 8)) {
      throw bad(
        `expected '${name}' to be stored or deflated, got method ${method}${
          isLocked ? ", encrypted" : ""
        }`,
      );
    }
    const content = bytes.subarray(start, start + packed);
    files.set(name, method === 0 ? content : inflated(path, name, content, size));
  }
  return files;
}

function inflated(path: string, name: string, packed: Uint8Array, size: number): Uint8Array {
  // Taken here, as it takes 40 ms.
  const { inflateRawSync } = globalThis.process.getBuiltinModule("node:zlib");
  try {
    const chunkSize = Math.max(1024, Math.min(size + 64, 4 * packed.length + MOST_AT_ONCE));
    const content = inflateRawSync(packed, { chunkSize, maxOutputLength: Math.max(1, size) });
    if (content.length === size) {
      return new Uint8Array(content.buffer as ArrayBuffer, content.byteOffset, content.byteLength);
    }
  } catch {
    // Said below.
  }
  throw new BadFileError(path, `expected '${name}' to unpack to ${size} bytes, got damaged data`);
}
