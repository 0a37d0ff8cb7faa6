import process from "node:process";

/** Images read from an IDX file. */
export interface IdxImages {
  /** The pixels, N·H·W bytes. */
  readonly images: Uint8Array;
  /** N. */
  readonly count: number;
  /** H. */
  readonly height: number;
  /** W. */
  readonly width: number;
}

/** The bytes of an IDX file, and the words for an error about it. */
export interface IdxFile {
  /** The content, plain or gzip. */
  readonly bytes: Uint8Array;
  /** The path that errors name. */
  readonly path: string;
  /** The mend of a bad file, the end of each error: "download the data set again". */
  readonly mend: string;
}

const IMAGES_MAGIC = 0x803;
const LABELS_MAGIC = 0x801;
/** DEFLATE's largest ratio; a corrupt length field must not make us allocate more. */
const LARGEST_GZIP_RATIO = 1032;

/**
 * Reads an IDX image file: magic 0x803, N, H, W as big-endian 32-bit integers, then N·H·W bytes.
 *
 * @param file Its bytes, plain or gzip (told apart by content), its path and the mend for errors.
 * @returns The images; for a plain file a view on the given bytes.
 * @throws {SyntaxError} If the gzip data is corrupt, the magic is another or the length does not
 * fit the header.
 *
 * @example One image of 1 x 2 pixels
 * ```ts
 * import { readIdxImages } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, 255]);
 * const file = { bytes, path: "two-pixels", mend: "make it again" };
 * assertEquals(readIdxImages(file).images, new Uint8Array([7, 255]));
 * ```
 *
 * @see Y. LeCun, C. Cortes, C. Burges: "The MNIST database of handwritten digits", file formats
 */
export function readIdxImages(file: IdxFile): IdxImages {
  const { sizes: [count, height, width], content } = readIdx(file, IMAGES_MAGIC);
  return { images: content, count, height, width };
}

/**
 * Reads an IDX label file: magic 0x801 and N as big-endian 32-bit integers, then N bytes.
 *
 * @param file Its bytes, plain or gzip (told apart by content), its path and the mend for errors.
 * @param classes K: each label must be from 0 to K − 1.
 * @returns The N labels.
 * @throws {SyntaxError} As {@linkcode readIdxImages}, and for a label that is no class.
 *
 * @example Three labels
 * ```ts
 * import { readIdxLabels } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 3, 9, 0, 4]);
 * const file = { bytes, path: "three-labels", mend: "make it again" };
 * assertEquals(readIdxLabels(file, 10), new Uint8Array([9, 0, 4]));
 * ```
 */
export function readIdxLabels(file: IdxFile, classes: number): Uint8Array {
  const { content } = readIdx(file, LABELS_MAGIC);
  const wrong = content.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw bad(
      file,
      `expected labels from 0 to ${classes - 1}, got ${content[wrong]} for item ${wrong}`,
    );
  }
  return content;
}

function readIdx(
  file: IdxFile,
  wantedMagic: number,
): { sizes: number[]; content: Uint8Array } {
  const bytes = unpacked(file);
  const wanted = describeMagic(wantedMagic);
  if (bytes.length < 4) throw bad(file, `expected ${wanted}, got only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  if (magic !== wantedMagic) {
    throw bad(file, `expected ${wanted}, got ${describeMagic(magic)}`);
  }
  const rank = magic & 0xff;
  const headerBytes = 4 + 4 * rank;
  if (bytes.length < headerBytes) {
    throw bad(file, `expected a header of ${headerBytes} bytes, got only ${bytes.length} bytes`);
  }
  const sizes = Array.from({ length: rank }, (_, index) => view.getUint32(4 + 4 * index));
  const wantedBytes = headerBytes + sizes.reduce((product, size) => product * size, 1);
  if (bytes.length !== wantedBytes) {
    throw bad(
      file,
      `expected ${wantedBytes} bytes for the ${sizes.join(" x ")} of its header, ` +
        `got ${bytes.length}`,
    );
  }
  return { sizes, content: bytes.subarray(headerBytes) };
}

function unpacked(file: IdxFile): Uint8Array {
  const { bytes } = file;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // A gzip file ends with the length of its content. Given one chunk of that size, zlib unpacks
    // MNIST in a third of the time that its growing list of chunks takes.
    const declared = bytes.length < 18
      ? 0
      : new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
    const chunkSize = Math.max(1024, Math.min(declared, bytes.length * LARGEST_GZIP_RATIO) + 64);
    // Loaded here, as every trial's worker has this module and none unpacks.
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    const { buffer, byteOffset, byteLength } = gunzipSync(bytes, { chunkSize });
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw bad(file, `expected sound gzip data, got a corrupt or cut file (${reason})`);
  }
}

function describeMagic(magic: number): string {
  const number = `magic number 0x${magic.toString(16).padStart(8, "0")}`;
  if (magic === IMAGES_MAGIC) return `an IDX image file (${number})`;
  if (magic === LABELS_MAGIC) return `an IDX label file (${number})`;
  return `a file with the ${number}`;
}

function bad({ path, mend }: IdxFile, problem: string): SyntaxError {
  return new SyntaxError(`IDX file '${path}': ${problem}; ${mend}`);
}
