import type { ImageSet } from "./dataset.ts";

/**
 * The mean of each pixel over a set of images: `mean[p] = Σₙ images[n, p] / N`.
 *
 * Subtract the training set's mean from all three sets to centre them, without looking at the
 * others.
 *
 * @param set At least one image.
 * @returns C·H·W means, from 0 to 255.
 * @throws {RangeError} If the set has no image.
 *
 * @example Two images of two pixels
 * ```ts
 * import { pixelMean } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const images = new Uint8Array([0, 255, 10, 255]);
 * const set = { images, labels: new Uint8Array(2), count: 2 };
 * assertEquals(pixelMean(set), new Float64Array([5, 255]));
 * ```
 */
export function pixelMean(set: ImageSet): Float64Array {
  const { images, count } = set;
  if (count === 0) throw new RangeError("Pixel mean: expected at least one image, got none");
  const pixels = images.length / count;
  const mean = new Float64Array(pixels);
  for (let start = 0; start < images.length; start += pixels) {
    for (let pixel = 0; pixel < pixels; pixel++) mean[pixel] += images[start + pixel];
  }
  for (let pixel = 0; pixel < pixels; pixel++) mean[pixel] /= count;
  return mean;
}
