import { BadFileError } from "./formats/bad_file_error.ts";
import { gunzipWhole } from "./formats/gunzip.ts";
import { idxLength, readIdxArray } from "./formats/idx_array.ts";

/**
 * Images read from an IDX file.
 *
 * @category Formats
 */
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

/**
 * The bytes of an IDX file, and the words for an error about it.
 *
 * @category Formats
 */
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

/**
 * Reads an IDX image file: magic 0x803, N, H, W as big-endian 32-bit integers, then N·H·W bytes.
 *
 * @category Formats
 * @param file Its bytes, plain or gzip (told apart by content), its path and the mend for errors.
 * @returns The images; for a plain file a view on the given bytes.
 * @throws {BadFileError} If the gzip data is corrupt, the magic is another or the length does not
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
  const { shape: [count, height, width], content } = readIdx(file, IMAGES_MAGIC);
  return { images: content, count, height, width };
}

/**
 * Reads an IDX label file: magic 0x801 and N as big-endian 32-bit integers, then N bytes.
 *
 * @category Formats
 * @param file Its bytes, plain or gzip (told apart by content), its path and the mend for errors.
 * @param classes K: each label must be from 0 to K − 1.
 * @returns The N labels.
 * @throws {BadFileError} As {@linkcode readIdxImages}, and for a label that is no class.
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
  { bytes, path, mend }: IdxFile,
  magic: number,
): { shape: readonly number[]; content: Uint8Array } {
  const lengthOf = (head: Uint8Array): number | undefined => {
    // What damaged gzip data begin with says nothing.
    if (head.length >= 4) assertMagic({ bytes: head, path, mend }, magic);
    return idxLength(head);
  };
  const content = gunzipWhole(path, bytes, { lengthOf, mend });
  assertMagic({ bytes: content, path, mend }, magic);
  // Of bytes, as the magic number says.
  const { shape, values } = readIdxArray(path, content, mend);
  return { shape, content: values as Uint8Array };
}

function assertMagic(file: IdxFile, wanted: number): void {
  const { bytes } = file;
  if (bytes.length < 4) {
    throw bad(file, `expected ${describeMagic(wanted)}, got only ${bytes.length} bytes`);
  }
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (magic === wanted) return;
  throw bad(file, `expected ${describeMagic(wanted)}, got ${describeMagic(magic)}`);
}

function describeMagic(magic: number): string {
  const number = `magic number 0x${magic.toString(16).padStart(8, "0")}`;
  if (magic === IMAGES_MAGIC) return `an IDX image file (${number})`;
  if (magic === LABELS_MAGIC) return `an IDX label file (${number})`;
  return `a file with the ${number}`;
}

function bad({ path, mend }: IdxFile, problem: string): BadFileError {
  return new BadFileError(path, problem, mend);
}
