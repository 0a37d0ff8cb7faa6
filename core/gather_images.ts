import { formatShape } from "./types/shape.ts";
import type { Tensor } from "./memory/tensor.ts";

const noMean = 0;

/**
 * Gathers a batch of byte images as numbers: `out[n] = scale · images[indices[n]] − mean`.
 *
 * A scale of 1 with the training set's mean gives the course CS231n's preprocessing, a scale of 1/255 numbers from 0 to 1.
 *
 * @category Images
 * @param images All images as bytes, shape [M, ...image].
 * @param indices Which images, shape [N], each from 0 to M − 1; an image may occur more than once.
 * @param out Receives the batch, shape [N, ...] with as many elements for each image.
 * @param scale Factor of each byte; default 1.
 * @param mean Subtracted after scaling, one number for each element of an image; default none.
 * @returns `out`.
 * @throws {TypeError} When shapes or element types do not fit.
 * @throws {RangeError} When an index is not that of an image.
 *
 * @example The third image, then the first, from 0 to 1
 * ```ts
 * import { createEngine, gatherImages } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const images = arena.from([0, 51, 255, 0, 102, 153], [3, 2], "u8");
 * const batch = gatherImages(images, arena.from([2, 0], [2], "i32"), arena.tensor([2, 2], "f64"), 1 / 255);
 * assertEquals([...batch.data], [0.4, 0.6, 0, 0.2]);
 * ```
 */
export function gatherImages<T extends Tensor>(
  images: Tensor<"u8">,
  indices: Tensor<"i32">,
  out: T,
  scale: number = 1,
  mean?: T,
): T {
  const count = images.shape[0], N = indices.size;
  let rowSize = 1;
  for (let axis = 1; axis < images.shape.length; axis++) rowSize *= images.shape[axis];
  const fits = images.shape.length > 0 && out.shape[0] === N && out.size === N * rowSize &&
    (mean === undefined || (mean.size === rowSize && mean.dtype === out.dtype));
  if (!fits) {
    throw new TypeError(
      `gatherImages: expected images [M, ...], indices [N] and a batch [N, ...]${
        mean ? ` with a ${out.dtype} mean of one image` : ""
      }, got ${formatShape(images.shape)}, ${formatShape(indices.shape)} and ${
        formatShape(out.shape)
      }${
        mean ? ` with a ${mean.dtype} mean ${formatShape(mean.shape)}` : ""
      }; check the batch size`,
    );
  }
  for (let n = 0; n < N; n++) {
    const index = indices.data[n];
    if (!(index >= 0 && index < count)) {
      throw new RangeError(
        `gatherImages: expected indices from 0 to ${
          count - 1
        }, got ${index} at ${n}; draw them from the number of images`,
      );
    }
  }
  out.engine.kernels[out.dtype].gatherImages(
    0,
    N,
    rowSize,
    images.pointer,
    indices.pointer,
    scale,
    mean === undefined ? noMean : mean.pointer,
    out.pointer,
  );
  return out;
}
