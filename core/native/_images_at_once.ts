import { blockChannels } from "../types/image_layout.ts";
import type { NativeShape } from "./native_shape.ts";
import { tilesOf, worthWinograd } from "./_worth_winograd.ts";

/** Bytes of images and outputs that stay in a cache between copies and convolution. */
const cachedBytes = 64 * 1024;
const mostImages = 8;
/** Tiles of a product of Winograd's, and images that have them, which share the transform of the filters. */
const wantedTiles = 128, fewestWinogradImages = 8, mostWinogradImages = 16;

/** Images where nothing is copied: so many that calls do not count. */
const uncopiedImages = 16;

/** Images of a batch that oneDNN convolves in one call; a number that the shapes alone decide. */
export function imagesAtOnce(shape: NativeShape, batch: number): number {
  const { channels, filters, window: { image, output } } = shape;
  const wanted = Math.ceil(wantedTiles / tilesOf(shape));
  const many = Math.min(
    batch,
    Math.max(fewestWinogradImages, Math.min(mostWinogradImages, wanted)),
  );
  if (worthWinograd(shape, many)) return many;
  if (isUncopied(shape)) return Math.min(uncopiedImages, batch);
  const bytes = 4 * (channels * image[0] * image[1] + filters * output[0] * output[1]);
  return Math.max(1, Math.min(mostImages, batch, Math.floor(cachedBytes / bytes)));
}

/** Whether the library convolves images and outputs as they lie: in blocks, or in planes of fewer channels than a block. */
function isUncopied({ channels, layouts: { input, output } }: NativeShape): boolean {
  return output === "blocks" && (input === "blocks" || channels < blockChannels);
}
