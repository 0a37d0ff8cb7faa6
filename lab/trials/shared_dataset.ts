import { type Dataset, type ImageSet, pixelMean } from "@descent/data";
import { sha256 } from "./_digest.ts";

/** A dataset whose bytes all workers see: posting it copies nothing. */
export interface SharedDataset extends Dataset {
  /** The training set's mean of each pixel, C·H·W numbers from 0 to 255. */
  readonly pixelMean: Float64Array;
  /** SHA-256 of all images and labels, in hexadecimal digits. */
  readonly digest: string;
}

/**
 * Puts a dataset into shared memory, once for all workers.
 *
 * @param dataset What was loaded.
 * @returns The same dataset on shared memory, with what workers would else compute each for itself.
 *
 * @example
 * ```ts
 * import { sampleDataset } from "@descent/data/testing";
 * import { shareDataset } from "@descent/lab";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const dataset = sampleDataset();
 * const shared = await shareDataset(dataset);
 * assert(shared.train.images.buffer instanceof SharedArrayBuffer);
 * assertEquals(shared.train.labels, dataset.train.labels);
 * ```
 */
export async function shareDataset(dataset: Dataset): Promise<SharedDataset> {
  const { train, validation, test } = dataset;
  const parts = [train, validation, test].flatMap(({ images, labels }) => [images, labels]);
  const digests = await Promise.all(parts.map((part) => sha256(part as Uint8Array<ArrayBuffer>)));
  return {
    ...dataset,
    train: shareSet(train),
    validation: shareSet(validation),
    test: shareSet(test),
    pixelMean: pixelMean(train),
    digest: await sha256(digests.join()),
  };
}

function shareSet({ images, labels, count }: ImageSet): ImageSet {
  return { images: shareBytes(images), labels: shareBytes(labels), count };
}

function shareBytes(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}
