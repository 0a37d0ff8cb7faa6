import { BadFileError } from "./bad_file_error.ts";

/** Pictures with more pixels than this are refused. */
const MOST_PIXELS = 2 ** 26;
/** The bytes that every PNG file begins with. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Whether a file begins as a picture that can be read.
 *
 * @category Formats
 * @param head Its first bytes.
 * @returns Which kind of picture; `undefined` for any other file.
 *
 * @example
 * ```ts
 * import { pictureKind } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pictureKind(new Uint8Array([0xff, 0xd8, 0xff, 0xe0])), "jpeg");
 * ```
 */
export function pictureKind(head: Uint8Array): "png" | "jpeg" | undefined {
  if (PNG.every((byte, index) => head[index] === byte)) return "png";
  return head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff ? "jpeg" : undefined;
}

/**
 * Rows and columns of a picture as its header says, before anything is unpacked.
 *
 * @category Formats
 * @param path The file's path, for errors.
 * @param bytes Its content.
 * @returns Height and width in pixels.
 * @throws {BadFileError} When it is neither PNG nor JPEG, has no header, or more than 67 million pixels.
 *
 * @example
 * ```ts
 * import { pictureSize } from "@descent/data";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => pictureSize("a.png", new Uint8Array(8)), SyntaxError, "a PNG or a JPEG picture");
 * ```
 */
export function pictureSize(
  path: string,
  bytes: Uint8Array,
): { readonly height: number; readonly width: number } {
  const kind = pictureKind(bytes);
  if (kind === undefined) {
    throw new BadFileError(path, "byte 0: expected a PNG or a JPEG picture, got another file");
  }
  const size = kind === "png" ? pngSize(bytes) : jpegSize(bytes);
  if (size === undefined || size.height < 1 || size.width < 1) {
    throw new BadFileError(path, "expected a picture's height and width in its header, got none");
  }
  if (size.height * size.width > MOST_PIXELS) {
    throw new BadFileError(
      path,
      `expected a picture of at most ${MOST_PIXELS} pixels, got ${size.width} x ${size.height}`,
      "make it smaller",
    );
  }
  return size;
}

function pngSize(bytes: Uint8Array) {
  if (bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The first frame header among the segments of a JPEG file. */
function jpegSize(bytes: Uint8Array) {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        height: bytes[at + 5] << 8 | bytes[at + 6],
        width: bytes[at + 7] << 8 | bytes[at + 8],
      };
    }
    at += 2 + (bytes[at + 2] << 8 | bytes[at + 3]);
  }
  return undefined;
}
