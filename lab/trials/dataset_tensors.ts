import type { Arena } from "@descent/core";
import type { Dataset } from "@descent/data";
import { type ImageTensors, imageTensors } from "../training/image_tensors.ts";

/** The three sets of a dataset in kernel memory. */
export interface DatasetTensors {
  /** What networks are trained on. */
  readonly train: ImageTensors;
  /** What settings are selected by. */
  readonly validation: ImageTensors;
  /** What the result is measured on. */
  readonly test: ImageTensors;
}

/**
 * Puts a dataset into kernel memory, for all trials that a worker runs on it.
 *
 * @param arena What it lives as long as.
 * @param dataset The dataset.
 * @returns Its three sets.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { sampleDataset } from "@descent/data/testing";
 * import { datasetTensors } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * assertEquals(datasetTensors(arena, sampleDataset()).test.images.shape, [30, 1, 4, 4]);
 * ```
 */
export function datasetTensors(arena: Arena, dataset: Dataset): DatasetTensors {
  const { imageShape, train, validation, test } = dataset;
  return {
    train: imageTensors(arena, train, imageShape),
    validation: imageTensors(arena, validation, imageShape),
    test: imageTensors(arena, test, imageShape),
  };
}
