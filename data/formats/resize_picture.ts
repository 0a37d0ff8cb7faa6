import type { Picture } from "./decode_picture.ts";

/**
 * Rows and columns of pixels.
 *
 * @category Formats
 */
export interface PictureSize {
  /** Rows of pixels. */
  readonly height: number;
  /** Columns of pixels. */
  readonly width: number;
}

/**
 * Stretches a picture to a size: each pixel is the mean of the area that it covers.
 *
 * @category Formats
 * @param picture The picture.
 * @param size The size, each extent from 1.
 * @returns The picture of that size; the same one where it has it already.
 *
 * @example
 * ```ts
 * import { resizePicture } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const pixels = new Uint8Array([0, 0, 0, 100, 100, 100]);
 * const picture = { height: 1, width: 2, pixels, isGrey: true };
 * assertEquals(resizePicture(picture, { height: 1, width: 1 }).pixels, new Uint8Array([50, 50, 50]));
 * ```
 */
export function resizePicture(picture: Picture, { height, width }: PictureSize): Picture {
  if (picture.height === height && picture.width === width) return picture;
  const pixels = new Uint8Array(3 * height * width);
  const rows = spans(picture.height, height), columns = spans(picture.width, width);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (const [sourceY, heightShare] of row) {
          for (const [sourceX, widthShare] of column) {
            sum += heightShare * widthShare *
              picture.pixels[3 * (sourceY * picture.width + sourceX) + c];
          }
        }
        pixels[3 * (y * width + x) + c] = Math.round(sum);
      }
    }
  }
  return { height, width, pixels, isGrey: picture.isGrey };
}

/** For each of `count` pixels those of `from` that it covers, with their shares of it. */
function spans(from: number, count: number): (readonly [index: number, share: number])[][] {
  const scale = from / count;
  return Array.from({ length: count }, (_, i) => {
    const start = i * scale, end = Math.min(from, (i + 1) * scale);
    const first = Math.floor(start), last = Math.min(from, Math.ceil(end));
    return Array.from({ length: last - first }, (_, n) => {
      const share = Math.min(end, first + n + 1) - Math.max(start, first + n);
      return [first + n, share / (end - start)] as const;
    });
  });
}
