import { type Arena, type DType, gatherImages, type Shape, type Tensor } from "@descent/core";
import type { ImageTensors } from "./image_tensors.ts";

/** Some images as the numbers that a network takes, and their classes. */
export interface Batch {
  /** The inputs, shape [N, C, H, W]. */
  readonly x: Tensor;
  /** The class of each, shape [N]. */
  readonly target: Tensor<"i32">;
}

/** How bytes become inputs: `scale · byte − mean`. */
export interface Preprocessing {
  /** What each byte is multiplied by. */
  readonly scale: number;
  /** The mean to subtract after scaling, C·H·W numbers; absent: none. */
  readonly mean?: ArrayLike<number>;
}

/** What {@linkcode imageBatches} is made with. */
export interface ImageBatchesOptions {
  /** Where the batch is planned. */
  readonly arena: Arena;
  /** Number format of the inputs. */
  readonly dtype: DType;
  /** Images in a batch. */
  readonly size: number;
  /** How bytes become inputs. */
  readonly preprocessing: Preprocessing;
}

/** Takes batches out of sets of images. */
export interface ImageBatches {
  /** Images in a full batch. */
  readonly size: number;
  /**
   * Gathers images by their numbers, without allocating.
   *
   * @param set Where from.
   * @param order Numbers of images in the set.
   * @param start Place of the batch's first image in `order`.
   * @returns As many images as a batch has, or as are left in `order`; the next call overwrites them.
   */
  take(set: ImageTensors, order: Int32Array, start: number): Batch;
}

/**
 * Plans the memory of one batch, through which any number of images can be taken.
 *
 * @param options Size, number format and preprocessing, see {@linkcode ImageBatchesOptions}.
 * @param imageShape The shape of one image, [C, H, W].
 * @returns What takes batches.
 *
 * @example Two images of one pixel, the second one first
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { imageBatches, imageTensors } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const set = { images: Uint8Array.of(10, 20), labels: Uint8Array.of(3, 7), count: 2 };
 * const tensors = imageTensors(arena, set, [1, 1, 1]);
 * const preprocessing = { scale: 0.5, mean: [1] };
 * const batches = imageBatches({ arena, dtype: "f32", size: 8, preprocessing }, [1, 1, 1]);
 * const { x, target } = batches.take(tensors, Int32Array.of(1, 0), 0);
 * assertEquals([...x.data], [9, 4]);
 * assertEquals([...target.data], [7, 3]);
 * ```
 */
export function imageBatches(
  { arena, dtype, size, preprocessing }: ImageBatchesOptions,
  imageShape: Shape,
): ImageBatches {
  const { scale, mean } = preprocessing;
  const meanTensor = mean === undefined ? undefined : arena.from(mean, imageShape, dtype);
  const x = arena.tensor([size, ...imageShape], dtype);
  const target = arena.tensor([size], "i32");
  const indices = arena.tensor([size], "i32");
  /** By number of images: views are made once and kept. */
  const views: { x: Tensor; target: Tensor<"i32">; indices: Tensor<"i32"> }[] = [];
  return {
    size,
    take({ images, labels }, order, start) {
      const count = Math.min(size, order.length - start);
      const view = views[count] ??= {
        x: x.rows(0, count),
        target: target.rows(0, count),
        indices: indices.rows(0, count),
      };
      for (let n = 0; n < count; n++) {
        const index = order[start + n];
        indices.data[n] = index;
        target.data[n] = labels.data[index];
      }
      gatherImages(images, view.indices, view.x, scale, meanTensor);
      return view;
    },
  };
}
