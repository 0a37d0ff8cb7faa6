import type { Arena, Tensor } from "@descent/core";
import type { ImageSet } from "@descent/data";

/** Labelled images in kernel memory. */
export interface ImageTensors {
  /** The pixels as bytes, shape [M, C, H, W]. */
  readonly images: Tensor<"u8">;
  /** The class of each image, shape [M]. */
  readonly labels: Tensor<"i32">;
}

/**
 * Puts labelled images into kernel memory.
 *
 * @param arena What they live as long as.
 * @param set The images and their labels.
 * @param imageShape The shape of one image, [C, H, W].
 * @returns The same images and labels.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { imageTensors } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const set = { images: Uint8Array.of(0, 255), labels: Uint8Array.of(3, 7), count: 2 };
 * const { images, labels } = imageTensors(arena, set, [1, 1, 1]);
 * assertEquals(images.shape, [2, 1, 1, 1]);
 * assertEquals([...labels.data], [3, 7]);
 * ```
 */
export function imageTensors(
  arena: Arena,
  set: ImageSet,
  imageShape: readonly number[],
): ImageTensors {
  return {
    images: arena.from(set.images, [set.count, ...imageShape], "u8"),
    labels: arena.from(set.labels, [set.count], "i32"),
  };
}

/**
 * The first images of a set.
 *
 * @param set The set.
 * @param count How many, from 1 to all; default all.
 * @returns Views of them.
 * @throws {RangeError} When there are not so many.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { firstImages, imageTensors } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const set = { images: Uint8Array.of(0, 255), labels: Uint8Array.of(3, 7), count: 2 };
 * assertEquals([...firstImages(imageTensors(arena, set, [1, 1, 1]), 1).labels.data], [3]);
 * ```
 */
export function firstImages(
  { images, labels }: ImageTensors,
  count: number = labels.size,
): ImageTensors {
  if (!(Number.isInteger(count) && count >= 1 && count <= labels.size)) {
    throw new RangeError(
      `Images: expected a count from 1 to ${labels.size}, got ${count}; ask for fewer or load more`,
    );
  }
  return { images: images.rows(0, count), labels: labels.rows(0, count) };
}
