import { BadFileError } from "./bad_file_error.ts";

/**
 * An array of NumPy.
 *
 * @category Formats
 */
export interface NpyArray {
  /** Its extents. */
  readonly shape: readonly number[];
  /** Its elements, row-major; bytes stay bytes, 64-bit integers become numbers. */
  readonly values: Uint8Array | Float64Array;
}

type Read = (view: DataView, offset: number, isLittle: boolean) => number;

/** Element types by their kind and bytes, as `'<f8'` names them behind the order. */
const TYPES: Readonly<Record<string, Read>> = {
  b1: (view, offset) => view.getUint8(offset),
  u1: (view, offset) => view.getUint8(offset),
  i1: (view, offset) => view.getInt8(offset),
  u2: (view, offset, isLittle) => view.getUint16(offset, isLittle),
  i2: (view, offset, isLittle) => view.getInt16(offset, isLittle),
  u4: (view, offset, isLittle) => view.getUint32(offset, isLittle),
  i4: (view, offset, isLittle) => view.getInt32(offset, isLittle),
  u8: (view, offset, isLittle) => Number(view.getBigUint64(offset, isLittle)),
  i8: (view, offset, isLittle) => Number(view.getBigInt64(offset, isLittle)),
  f4: (view, offset, isLittle) => view.getFloat32(offset, isLittle),
  f8: (view, offset, isLittle) => view.getFloat64(offset, isLittle),
};

/**
 * Whether a file begins as NumPy's `.npy` files do.
 *
 * @category Formats
 * @param head Its first bytes.
 * @returns Whether it has their magic string.
 *
 * @example
 * ```ts
 * import { isNpy } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isNpy(new TextEncoder().encode("PK")), false);
 * ```
 */
export function isNpy(head: Uint8Array): boolean {
  return head[0] === 0x93 && new TextDecoder().decode(head.subarray(1, 6)) === "NUMPY";
}

/**
 * Reads an array of NumPy's `.npy` format.
 *
 * @category Formats
 * @param path The file's path, for errors.
 * @param bytes Its content.
 * @returns Extents and elements.
 * @throws {BadFileError} When it is damaged, its length does not fit its header, its order is Fortran's, or its
 * elements are no numbers.
 *
 * @example Two bytes
 * ```ts
 * import { readNpy } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }\n";
 * const bytes = new Uint8Array([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0,
 *   ...new TextEncoder().encode(header), 7, 9]);
 * assertEquals(readNpy("two.npy", bytes), { shape: [2], values: new Uint8Array([7, 9]) });
 * ```
 *
 * @see NumPy's reference, numpy.lib.format
 */
export function readNpy(path: string, bytes: Uint8Array): NpyArray {
  if (!isNpy(bytes) || bytes.length < 12) {
    throw new BadFileError(
      path,
      "byte 0: expected the magic string of NumPy's .npy files, got other bytes",
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = bytes[6] >= 2;
  const start = isLong ? 12 : 10;
  const end = start + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) {
    throw new BadFileError(
      path,
      `expected a header of ${end} bytes, got a file of ${bytes.length}`,
    );
  }
  const header = new TextDecoder().decode(bytes.subarray(start, end));
  const [, order, type] = /'descr':\s*'([<>|=])(\w+)'/.exec(header) ?? [];
  const [, extents] = /'shape':\s*\(([\d,\s]*)\)/.exec(header) ?? [];
  if (type === undefined || extents === undefined) {
    const shown = JSON.stringify(header.trim().slice(0, 80));
    throw new BadFileError(
      path,
      `byte ${start}: expected element type and shape in the header, got ${shown}`,
    );
  }
  if (!Object.hasOwn(TYPES, type)) {
    throw new BadFileError(
      path,
      `expected elements of ${Object.keys(TYPES).join(", ")}, got ${type}`,
      "save it with another dtype",
    );
  }
  if (/'fortran_order':\s*True/.test(header)) {
    throw new BadFileError(
      path,
      "expected rows in C order, got Fortran's",
      "save numpy.ascontiguousarray of it",
    );
  }
  const shape = extents.split(",").filter((text) => text.trim() !== "").map(Number);
  const count = shape.reduce((product, extent) => product * extent, 1);
  const size = Number(type[1]);
  if (bytes.length - end !== count * size) {
    throw new BadFileError(
      path,
      `expected ${count * size} bytes for the ${shape.join(" x ")} elements of its header, got ${
        bytes.length - end
      }`,
    );
  }
  if (size === 1 && type !== "i1") return { shape, values: bytes.subarray(end) };
  const read = TYPES[type], values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = read(view, end + size * i, order !== ">");
  return { shape, values };
}
