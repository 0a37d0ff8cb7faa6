import type { Dataset, ExampleArray, Examples } from "./dataset.ts";
import { inputMean } from "./input_mean.ts";
import { sha256 } from "./sha256.ts";

/**
 * A data set whose arrays all workers see: posting it copies nothing.
 *
 * @category Splits and batches
 */
export interface SharedDataset extends Dataset {
  /** Mean of each element of the training part's inputs; of pixels from 0 to 255. */
  readonly inputMean: Float64Array;
  /** SHA-256 of all inputs and targets, their element types and shapes, in hexadecimal digits. */
  readonly digest: string;
}

/**
 * Puts a data set into shared memory, once for all workers.
 *
 * @category Splits and batches
 * @param dataset The data set.
 * @returns The same data set on shared memory, with the means that workers would else compute each for itself.
 * @throws {RangeError} When the training part is empty, or a part's arrays do not fit its count and shapes.
 *
 * @example
 * ```ts
 * import { shareDataset } from "@descent/data";
 * import { sampleDataset } from "@descent/data/testing";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const dataset = sampleDataset();
 * const shared = await shareDataset(dataset);
 * assert(shared.train.inputs.buffer instanceof SharedArrayBuffer);
 * assertEquals(shared.train.targets, dataset.train.targets);
 * ```
 */
export async function shareDataset(dataset: Dataset): Promise<SharedDataset> {
  const { name, inputShape, targetShape, train, validation, test } = dataset;
  const parts = { train, validation, test };
  for (const [part, examples] of Object.entries(parts)) {
    checkSizes(`${name}, ${part} inputs`, examples.inputs, examples.count, inputShape);
    checkSizes(`${name}, ${part} targets`, examples.targets, examples.count, targetShape);
  }
  const arrays = Object.values(parts).flatMap(({ inputs, targets }) => [inputs, targets]);
  const digests = await Promise.all(arrays.map(digestOf));
  return {
    ...dataset,
    train: shareExamples(train),
    validation: shareExamples(validation),
    test: shareExamples(test),
    inputMean: shareArray(inputMean(train)),
    digest: await sha256(JSON.stringify([inputShape, targetShape, digests])),
  };
}

function checkSizes(
  place: string,
  { length }: ExampleArray,
  count: number,
  shape: readonly number[],
): void {
  const wanted = shape.reduce((product, extent) => product * extent, count);
  if (length === wanted) return;
  throw new RangeError(
    `Data set ${place}: expected ${wanted} numbers, ${count} examples of shape [${
      shape.join(", ")
    }], got ${length}; check the count and the shape`,
  );
}

async function digestOf(array: ExampleArray): Promise<string> {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return `${array.constructor.name} ${await sha256(bytes)}`;
}

function shareExamples({ inputs, targets, count }: Examples): Examples {
  return { inputs: shareArray(inputs), targets: shareArray(targets), count };
}

function shareArray<A extends ExampleArray>(array: A): A {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const buffer = new SharedArrayBuffer(array.byteLength);
  const shared = new (array.constructor as new (buffer: ArrayBufferLike) => A)(buffer);
  shared.set(array);
  return shared;
}
