import { channelsFirst, checkedChannels, decodedPictures } from "./_pictures.ts";
import { pictures } from "./_picture_folder.ts";
import type { DataSource } from "./data_source.ts";
import { pictureKind } from "./picture_size.ts";

/**
 * Pictures without classes.
 *
 * @category Formats
 */
export interface PicturesRead {
  /** The name of each picture's file. */
  readonly names: readonly string[];
  /** Pixels of N pictures, [N, C, H, W], row-major. */
  readonly pixels: Uint8Array;
}

/**
 * Reads a picture, or those that lie in a folder, PNG and JPEG, in the order of their names.
 *
 * @category Formats
 * @param source The file or folder.
 * @param shape Shape [C, H, W] that each is brought to, stretched as training pictures are; C is 1 or 3.
 * @returns The pictures; `undefined` where there are none.
 * @throws {BadFileError} When one is damaged or too large, or coloured where grey ones are wanted.
 *
 * @example
 * ```ts
 * import { dataSource, readPictures } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * assertEquals(await readPictures(dataSource(folder), [1, 28, 28]), undefined);
 * await Deno.remove(folder);
 * ```
 */
export async function readPictures(
  source: DataSource,
  [channels, height, width]: readonly [number, number, number],
): Promise<PicturesRead | undefined> {
  const files = pictureKind(source.head) === undefined ? pictures(source) : [source];
  if (files.length === 0) return undefined;
  const { pixels, isGrey } = await decodedPictures(files, { height, width });
  return {
    names: files.map(({ name }) => name),
    pixels: channelsFirst(
      pixels,
      checkedChannels(source.path, isGrey, channels),
      height * width,
    ),
  };
}
