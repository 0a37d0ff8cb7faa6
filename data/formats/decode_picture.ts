import { BadFileError } from "./bad_file_error.ts";
import { checkPictureClaims } from "./_picture_claims.ts";
import { pictureKind, pictureSize } from "./picture_size.ts";

/**
 * A picture of bytes.
 *
 * @category Formats
 */
export interface Picture {
  /** Rows of pixels. */
  readonly height: number;
  /** Columns of pixels. */
  readonly width: number;
  /** Red, green and blue of each pixel, row by row; what is transparent is laid on white. */
  readonly pixels: Uint8Array;
  /** Whether all pixels are grey. */
  readonly isGrey: boolean;
}

/**
 * Decodes a PNG or JPEG picture; its decoder is loaded when the first one is.
 *
 * @category Formats
 * @param path The file's path, for errors.
 * @param bytes Its content.
 * @returns The picture.
 * @throws {BadFileError} When it is no such picture, too large, claims more pixels than its bytes can hold, or is damaged.
 *
 * @example
 * ```ts
 * import { decodePicture } from "@descent/data";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => decodePicture("a.png", new Uint8Array(8)), SyntaxError, "a PNG or a JPEG picture");
 * ```
 */
export async function decodePicture(path: string, bytes: Uint8Array): Promise<Picture> {
  const { height, width } = pictureSize(path, bytes);
  const kind = pictureKind(bytes);
  checkPictureClaims(path, bytes, kind, { height, width });
  let samples: Uint8Array;
  try {
    if (kind === "png") {
      const [{ PNG }, { Buffer }] = await Promise.all([import("pngjs"), import("node:buffer")]);
      // It always gives red, green, blue and alpha of a byte each.
      samples = PNG.sync.read(Buffer.from(bytes)).data;
    } else {
      const { default: jpeg } = await import("jpeg-js");
      samples = jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 1024 }).data;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadFileError(
      path,
      `expected a sound ${kind!.toUpperCase()} picture, got damaged data (${reason})`,
    );
  }
  if (samples.length !== 4 * height * width) {
    throw new BadFileError(path, `expected ${height * width} pixels, got ${samples.length / 4}`);
  }
  const pixels = new Uint8Array(3 * height * width);
  let isGrey = true;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const alpha = samples[4 * pixel + 3] / 255;
    for (let c = 0; c < 3; c++) {
      pixels[3 * pixel + c] = Math.round(255 * (1 - alpha) + alpha * samples[4 * pixel + c]);
    }
    isGrey &&= pixels[3 * pixel] === pixels[3 * pixel + 1] &&
      pixels[3 * pixel] === pixels[3 * pixel + 2];
  }
  return { height, width, pixels, isGrey };
}
