import type { Examples } from "./dataset.ts";

/**
 * Mean of each element of the inputs over a set of examples: `mean[d] = Σₙ inputs[n, d] / N`.
 *
 * Subtract the training part's mean from all three parts to centre them, without looking at the
 * others.
 *
 * @category Splits and batches
 * @param set At least one example.
 * @returns D means, of pixels from 0 to 255.
 * @throws {RangeError} If the set has no example.
 *
 * @example Two images of two pixels
 * ```ts
 * import { inputMean } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const images = new Uint8Array([0, 255, 10, 255]);
 * const set = { inputs: images, targets: new Uint8Array(2), count: 2 };
 * assertEquals(inputMean(set), new Float64Array([5, 255]));
 * ```
 */
export function inputMean(set: Examples): Float64Array {
  const { inputs, count } = set;
  if (count === 0) {
    throw new RangeError("inputMean: expected at least one example, got none; load some");
  }
  const D = inputs.length / count;
  const mean = new Float64Array(D);
  for (let start = 0; start < inputs.length; start += D) {
    for (let d = 0; d < D; d++) mean[d] += inputs[start + d];
  }
  for (let d = 0; d < D; d++) mean[d] /= count;
  return mean;
}
