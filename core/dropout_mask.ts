import { splitItems } from "./memory/split_items.ts";
import { formatShape } from "./types/shape.ts";
import type { Tensor } from "./memory/tensor.ts";

/**
 * How {@linkcode dropoutMask} draws.
 *
 * @category Normalization and dropout
 */
export interface DropoutMaskOptions {
  /** Probability of a 0, at least 0 and below 1. */
  readonly rate: number;
  /** The two 32-bit words of the generator's key, such as those of a random stream. */
  readonly key: readonly [number, number];
  /** Which of the key's masks, a whole number from 0 to 2³² − 1. */
  readonly pass: number;
}

/** Elements that the kernel draws at a time. */
const groupSize = 16;

/**
 * Fills a tensor with an inverted dropout mask: each element is 0 with probability `rate`, else `1 / (1 − rate)`.
 *
 * Element e is 0 unless word `e mod 4` of the {@linkcode philox} block with the counter `(⌊e / 4⌋, pass, 0, 0)` is below
 * `(1 − rate) 2³²`. It depends on nothing else: neither on the number of threads nor on the tensor's size or type.
 *
 * @category Normalization and dropout
 * @param mask Receives the mask, any shape.
 * @param options Rate, key and pass, see {@linkcode DropoutMaskOptions}.
 * @returns `mask`.
 * @throws {RangeError} When the rate is not at least 0 and below 1.
 *
 * @example A quarter of the elements is dropped, the others grow by a third
 * ```ts
 * import { createEngine, dropoutMask, randomStream } from "@descent/core";
 * import { assert, assertAlmostEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const { key } = randomStream({ seed: 1 }).split("dropout");
 * const mask = dropoutMask(arena.tensor([10_000], "f64"), { rate: 0.25, key, pass: 0 }).data;
 * assert(mask.every((factor) => factor === 0 || factor === 1 / 0.75));
 * assertAlmostEquals(mask.filter((factor) => factor === 0).length / 10_000, 0.25, 0.02);
 * ```
 *
 * @see N. Srivastava and others: "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15, 2014
 */
export function dropoutMask<T extends Tensor>(
  mask: T,
  { rate, key: [key0, key1], pass }: DropoutMaskOptions,
): T {
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(
      `dropoutMask: expected a rate of at least 0 and below 1 for the mask ${
        formatShape(mask.shape)
      }, got ${rate}; try 0.5`,
    );
  }
  const { engine, size, dtype, pointer } = mask;
  const keep = 1 - rate, groups = Math.ceil(size / groupSize);
  // The largest word that is kept: a bound above the words would be 2³² for a rate of 0, one bit too many.
  const threshold = Math.max(0, Math.round(keep * 2 ** 32) - 1);
  const drawing = [size, key0, key1, pass, threshold, 1 / keep, pointer];
  splitItems(engine, dtype, "dropoutMask", groups, size, ...drawing);
  return mask;
}
