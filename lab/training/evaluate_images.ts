import type { Network } from "@descent/layers";
import type { ImageBatches } from "./image_batches.ts";
import type { ImageTensors } from "./image_tensors.ts";

/** How a network does on a set of images. */
export interface ImageScores {
  /** Mean loss, without penalty. */
  readonly loss: number;
  /** Share of the images whose largest score is that of their class, from 0 to 1. */
  readonly accuracy: number;
}

/**
 * Evaluates a network on the first images of a set, batch by batch.
 *
 * @param network The network.
 * @param batches What takes the batches.
 * @param set The images.
 * @param count How many of them, at least 1; default all.
 * @returns Mean loss and accuracy.
 *
 * @example An untrained net guesses
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { sampleDataset } from "@descent/data/testing";
 * import { evaluateImages, imageBatches, imageTensors } from "@descent/lab";
 * import { problemNetwork, twoLayer } from "@descent/problems";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * const dataset = sampleDataset();
 * const problem = twoLayer({ dataset: dataset.name });
 * using network = problemNetwork({ problem, dataset, engine, random: randomStream({ seed: 1 }) });
 * const { arena, dtype } = network;
 * const preprocessing = { scale: 0 };
 * const batches = imageBatches({ arena, dtype, size: 128, preprocessing }, dataset.imageShape);
 * const set = imageTensors(arena, dataset.validation, dataset.imageShape);
 * assertAlmostEquals(evaluateImages(network, batches, set).loss, Math.log(dataset.classes), 1e-6);
 * ```
 */
export function evaluateImages(
  network: Network,
  batches: ImageBatches,
  set: ImageTensors,
  count: number = set.labels.size,
): ImageScores {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  let loss = 0;
  let correct = 0;
  for (let start = 0; start < count; start += batches.size) {
    const { x, target } = batches.take(set, order, start);
    const batch = network.evaluate(x, target);
    loss += batch.loss * target.size;
    correct += batch.correct;
  }
  return { loss: loss / count, accuracy: correct / count };
}
