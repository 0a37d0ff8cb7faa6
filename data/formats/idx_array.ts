import { BadFileError } from "./bad_file_error.ts";

/**
 * Numbers of an IDX file.
 *
 * @category Formats
 */
export type IdxValues =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

/**
 * The content of an IDX file of any rank and element type.
 *
 * @category Formats
 */
export interface IdxArray {
  /** Its extents, such as [N, H, W]. */
  readonly shape: readonly number[];
  /** Its elements, row-major. */
  readonly values: IdxValues;
}

/** Element types by the third byte of the file: bytes of one, and how they are read, big-endian. */
const TYPES: Readonly<
  Record<number, { bytes: number; make: (count: number) => IdxValues; read: keyof DataView }>
> = {
  0x08: { bytes: 1, make: (count) => new Uint8Array(count), read: "getUint8" },
  0x09: { bytes: 1, make: (count) => new Int8Array(count), read: "getInt8" },
  0x0b: { bytes: 2, make: (count) => new Int16Array(count), read: "getInt16" },
  0x0c: { bytes: 4, make: (count) => new Int32Array(count), read: "getInt32" },
  0x0d: { bytes: 4, make: (count) => new Float32Array(count), read: "getFloat32" },
  0x0e: { bytes: 8, make: (count) => new Float64Array(count), read: "getFloat64" },
};

/**
 * Whether a file begins as an IDX file does: two zeros, an element type and a rank.
 *
 * @category Formats
 * @param head Its first bytes, unpacked.
 * @returns Whether they are those of an IDX file of rank 1 to 4.
 *
 * @example
 * ```ts
 * import { isIdx } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isIdx(new Uint8Array([0, 0, 8, 3, 0, 0, 0, 1])), true);
 * ```
 */
export function isIdx(head: Uint8Array): boolean {
  return head.length >= 8 && head[0] === 0 && head[1] === 0 && head[2] in TYPES &&
    head[3] >= 1 && head[3] <= 4;
}

/**
 * The length of an IDX file by its header.
 *
 * @category Formats
 * @param head Its first bytes, unpacked.
 * @returns Its length in bytes; `undefined` where the header is none or not whole.
 *
 * @example
 * ```ts
 * import { idxLength } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(idxLength(new Uint8Array([0, 0, 8, 1, 0, 0, 0, 3])), 11);
 * ```
 */
export function idxLength(head: Uint8Array): number | undefined {
  if (!isIdx(head) || head.length < 4 + 4 * head[3]) return undefined;
  const count = idxShape(head).reduce((product, extent) => product * extent, 1);
  return 4 + 4 * head[3] + TYPES[head[2]].bytes * count;
}

function idxShape(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes[3] }, (_, index) => view.getUint32(4 + 4 * index));
}

/**
 * Reads an IDX file: two zeros, a byte for the element type, a byte for the rank, the extents as big-endian 32-bit
 * integers, then the elements, big-endian.
 *
 * @category Formats
 * @param path Its path, for errors.
 * @param bytes Its content, unpacked.
 * @param mend What to do about a bad file; default to get it again.
 * @returns Extents and elements; of bytes a view on the content.
 * @throws {BadFileError} When it is no IDX file, or its length does not fit its header.
 *
 * @example Two 16-bit integers
 * ```ts
 * import { readIdxArray } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array([0, 0, 0x0b, 1, 0, 0, 0, 2, 1, 0, 255, 255]);
 * assertEquals(readIdxArray("two", bytes), { shape: [2], values: new Int16Array([256, -1]) });
 * ```
 *
 * @see Y. LeCun, C. Cortes, C. Burges: "The MNIST database of handwritten digits", file formats
 */
export function readIdxArray(path: string, bytes: Uint8Array, mend?: string): IdxArray {
  if (!isIdx(bytes)) {
    const came = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0"));
    throw new BadFileError(
      path,
      `byte 0: expected an IDX file, 00 00, an element type (08, 09, 0b, 0c, 0d, 0e) and a rank from 1 to 4, got ` +
        (came.join(" ") || "nothing"),
      mend,
    );
  }
  const { bytes: size, make, read } = TYPES[bytes[2]];
  const start = 4 + 4 * bytes[3], wanted = idxLength(bytes);
  if (wanted === undefined) {
    throw new BadFileError(
      path,
      `expected a header of ${start} bytes, got a file of ${bytes.length}`,
      mend,
    );
  }
  const shape = idxShape(bytes);
  if (bytes.length !== wanted) {
    throw new BadFileError(
      path,
      `expected ${wanted} bytes for the ${
        shape.join(" x ")
      } elements of its header, got ${bytes.length}`,
      mend,
    );
  }
  if (bytes[2] === 0x08) return { shape, values: bytes.subarray(start) };
  const count = (wanted - start) / size;
  const values = make(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const get = (view[read] as (offset: number) => number).bind(view);
  for (let index = 0; index < count; index++) values[index] = get(start + size * index);
  return { shape, values };
}
