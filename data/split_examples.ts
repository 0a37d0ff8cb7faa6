import { givenOptions, randomStream } from "@descent/core";
import type { Examples } from "./dataset.ts";

/**
 * Shares of a data set, and the seed that decides which examples they get.
 *
 * @category Splits and batches
 */
export interface SplitOptions {
  /** Name of the data set, for errors. */
  readonly name: string;
  /** Number of examples, N. */
  readonly count: number;
  /** The class of each example, N: each part gets its share of every class, give or take one; default values. */
  readonly classes?: ArrayLike<number> | null;
  /** Share that settings are chosen by, from 0 to 1; default 0.2. */
  readonly validationFraction?: number;
  /** Share that the result is measured on, from 0 to 1; 0 where a data set has a test part of its own; default 0.2. */
  readonly testFraction?: number;
  /** Seed of the split, an integer from 0; default 0. */
  readonly seed?: number;
}

/**
 * The numbers of the examples of each part, in random order.
 *
 * @category Splits and batches
 */
export interface SplitIndices {
  /** Of the part that is learned. */
  readonly train: Uint32Array;
  /** Of the part that settings are chosen by. */
  readonly validation: Uint32Array;
  /** Of the part that the result is measured on; empty where its share is 0. */
  readonly test: Uint32Array;
}

/**
 * Splits examples into a training, a validation and a test part under a seed, stratified where they have classes.
 *
 * A part has the rounded share of all examples. With classes it has of each one the share rounded up or down.
 *
 * @category Splits and batches
 * @param options How many examples, their classes and the shares, see {@linkcode SplitOptions}.
 * @returns The numbers of the examples of each part.
 * @throws {RangeError} When a part whose share is above 0 would be empty; the message has the three counts.
 *
 * @example Each part has both classes
 * ```ts
 * import { splitExamples } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const classes = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
 * const { train, validation, test } = splitExamples({ name: "coins", count: 10, classes });
 * assertEquals([train.length, validation.length, test.length], [6, 2, 2]);
 * assertEquals([...test].map((index) => classes[index]).sort(), [0, 1]);
 * ```
 */
export function splitExamples(options: SplitOptions): SplitIndices {
  const { name, count, classes = null, seed = 0, validationFraction = 0.2, testFraction = 0.2 } =
    givenOptions("splitExamples", options, {
      name: "text",
      count: "count",
      seed: "seed",
      validationFraction: "number",
      testFraction: "number",
    });
  if (classes !== null) givenOptions("splitExamples", { classes }, { classes: "list" });
  const validation = Math.round(count * validationFraction);
  const test = Math.round(count * testFraction), train = count - validation - test;
  if (!(train >= 1 && validation >= 1 && (test >= 1 || testFraction === 0))) {
    throw new RangeError(
      `Data set '${name}': expected at least one example in each part, got ${train} to train, ${validation} to ` +
        `validate and ${test} to test of ${count}; give more examples or other fractions`,
    );
  }
  const order = randomStream({ seed }).split("split").permutation(count);
  if (classes === null) {
    return {
      train: order.slice(0, train),
      validation: order.slice(train, train + validation),
      test: order.slice(train + validation),
    };
  }
  // In the order of classes, each part takes examples at equal distances.
  const byClass = Uint32Array.from(order.keys())
    .sort((a, b) => classes[order[a]] - classes[order[b]] || a - b);
  const [tested, rest] = take(byClass, test);
  const [validated, learned] = take(rest, validation);
  const inOrder = (ranks: Uint32Array) => ranks.sort().map((rank) => order[rank]);
  return { train: inOrder(learned), validation: inOrder(validated), test: inOrder(tested) };
}

/** Takes some elements at equal distances; gives them and the others. */
function take(all: Uint32Array, count: number): [taken: Uint32Array, others: Uint32Array] {
  const place = (index: number) => Math.floor(index * count / all.length + 0.5);
  const isTaken = (_: number, index: number) => place(index + 1) > place(index);
  return [all.filter(isTaken), all.filter((value, index) => !isTaken(value, index))];
}

/**
 * Gathers some of the examples of a set, in the order given.
 *
 * @category Splits and batches
 * @param set The examples.
 * @param indices The numbers of those that are wanted, each from 0 to N − 1.
 * @returns Copies of them, of the same element types.
 *
 * @example
 * ```ts
 * import { takeExamples } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const set = { inputs: new Uint8Array([1, 2, 3, 4]), targets: new Uint8Array([0, 1]), count: 2 };
 * assertEquals(takeExamples(set, [1]).inputs, new Uint8Array([3, 4]));
 * ```
 */
export function takeExamples(set: Examples, indices: ArrayLike<number>): Examples {
  const rows = (array: Examples["inputs"]) => {
    const row = array.length / set.count;
    const taken = new (array.constructor as new (length: number) => typeof array)(
      row * indices.length,
    );
    for (let n = 0; n < indices.length; n++) {
      taken.set(array.subarray(indices[n] * row, (indices[n] + 1) * row), n * row);
    }
    return taken;
  };
  return { inputs: rows(set.inputs), targets: rows(set.targets), count: indices.length };
}
