import { datasetOptions } from "./_dataset_options.ts";
import { givenOptions, randomStream } from "@descent/core";
import { checkCount } from "./_check_count.ts";
import { digitArtist } from "./_digit_artist.ts";
import { SIDE } from "./_digit_pen.ts";
import type { Dataset, DatasetOptions, Examples } from "./dataset.ts";

const NAME = "digits";
const PIXELS = SIDE * SIDE;
/** Image i begins at word 256·i of its set's stream; an image draws fewer than 80 words. */
const WORDS_PER_IMAGE = 256;
/** Drawing so many takes seconds, in which nothing is heard of the program. */
const MOST_IMAGES = 100_000;

/**
 * Which of the drawn digits to make.
 *
 * @category Generated sets
 */
export interface DigitOptions {
  /** The seed of the whole dataset, an integer from 0 to 2⁵³ − 1. Default: 0. */
  readonly seed?: number;
  /** The name of the set they belong to; sets of other names have other images. */
  readonly set: string;
  /** How many images, from 1. */
  readonly count: number;
  /** The number of the first one, from 0. Default: 0. */
  readonly first?: number;
}

/**
 * Draws handwritten-looking digits, 28 x 28 pixels, light on dark.
 *
 * Each is written with one of four pen-stroke templates of its digit, whose points tremble and are
 * moved by a random affine and a random quadratic map; a pen of random width, pressure and softness
 * follows the smooth curve through them; paper, contrast and noise are random too. Image i of a set
 * depends on the seed, the set's name and i alone, by exactly rounded arithmetic: it is the same on
 * any machine and whatever else is drawn.
 *
 * @category Generated sets
 * @param options Which images, of which set and seed.
 * @returns The images and the digits they show.
 * @throws {RangeError} If the count or `first` is no integer in its range.
 *
 * @example Images do not depend on how many are drawn
 * ```ts
 * import { drawDigits } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const three = drawDigits({ set: "train", count: 3 });
 * const third = drawDigits({ set: "train", count: 1, first: 2 });
 * assertEquals(third.inputs, three.inputs.slice(2 * 784));
 * ```
 */
export function drawDigits(options: DigitOptions): Examples {
  const { seed = 0, set, count, first = 0 } = givenOptions("drawDigits", options, {
    seed: "seed",
    set: ["train", "validation", "test"],
  }, ["set"]);
  checkCount(NAME, "count", count);
  if (!(Number.isSafeInteger(first) && first >= 0)) {
    throw new RangeError(
      `Dataset '${NAME}': expected first to be an integer of at least 0, got ${first}`,
    );
  }
  const stream = randomStream({ seed }).split(NAME).split(set);
  const draw = digitArtist(stream);
  // Shared already, so that workers get them without a copy.
  const images = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  const labels = new Uint8Array(new SharedArrayBuffer(count));
  for (let index = 0; index < count; index++) {
    stream.position = (first + index) * WORDS_PER_IMAGE;
    labels[index] = draw(images, index * PIXELS);
  }
  return { inputs: images, targets: labels, count };
}

/**
 * Which parts of the drawn digits to load, and under which seed.
 *
 * @category Generated sets
 */
export interface LoadDigitsOptions extends DatasetOptions {
  /** The seed of the whole dataset, an integer from 0 to 2⁵³ − 1. Default: 0. */
  readonly seed?: number;
}

/**
 * The embedded dataset: digits that the program draws itself ({@linkcode drawDigits}), so
 * that no file and no network is needed.
 *
 * By default 12,000 for training, 2,000 for validation and 2,000 for testing; there are up to 100,000
 * of each set.
 *
 * Of these sizes, test accuracy is about 90.5 % for a linear model, 97.6 % for an affine net
 * 784-100-10, and 99 % for a net of 32 convolutions 7 x 7, a 2 x 2 max pool and affine layers of
 * 100 and 10 units (Adam, 6 to 60 epochs, PyTorch). Five times the training images take the linear
 * model to 92 %.
 *
 * @category Generated sets
 * @param options How many images of each set, and the seed; a folder is not needed.
 * @returns The dataset.
 * @throws {RangeError} If a count is no integer from 1 to 100,000.
 *
 * @example A small one
 * ```ts
 * import { loadDigits } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, validation } = loadDigits({ trainCount: 50, validationCount: 20, testCount: 20 });
 * assertEquals([train.count, validation.inputs.length], [50, 20 * 28 * 28]);
 * ```
 */
export function loadDigits(options: LoadDigitsOptions = {}): Dataset {
  const { trainCount = 12000, validationCount = 2000, testCount = 2000, seed = 0 } = datasetOptions(
    NAME,
    givenOptions("loadDigits", options, { seed: "seed" }),
  );
  checkCount(NAME, "trainCount", trainCount, MOST_IMAGES);
  checkCount(NAME, "validationCount", validationCount, MOST_IMAGES);
  checkCount(NAME, "testCount", testCount, MOST_IMAGES);
  return {
    name: NAME,
    title: "drawn digits",
    inputShape: [1, SIDE, SIDE],
    targetShape: [],
    classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    train: drawDigits({ seed, set: "train", count: trainCount }),
    validation: drawDigits({ seed, set: "validation", count: validationCount }),
    test: drawDigits({ seed, set: "test", count: testCount }),
    source: `drawn by the program, seed ${seed}`,
  };
}
