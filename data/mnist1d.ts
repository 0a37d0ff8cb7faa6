import { givenOptions, type RandomStream, randomStream } from "@descent/core";
import { checkCount } from "./_check_count.ts";
import type { Dataset, Examples } from "./dataset.ts";

/**
 * Which examples of MNIST-1D to make.
 *
 * @category Generated sets
 */
export interface Mnist1dOptions {
  /** Number of training examples, from 1; default 4,000. */
  readonly trainCount?: number;
  /** Number of validation examples, from 1; default 1,000. */
  readonly validationCount?: number;
  /** Number of test examples, from 1; default 1,000. */
  readonly testCount?: number;
  /** Seed of all examples, an integer from 0 to 2⁵³ − 1; default 0. */
  readonly seed?: number;
}

const NAME = "mnist1d", LENGTH = 40;
/** The fewest and the most zeros behind a template, and how long both become. */
const PADDING = [36, 60], STRETCHED = 72;
const SCALING = 0.4, TRANSLATIONS = 48, SHEAR = 0.75;
const NOISE = 0.02, CORRELATED_NOISE = 0.25, NOISE_WIDTH = 2;
/** Example i begins at word 512·i of its part's stream; one takes fewer words. */
const WORDS_PER_EXAMPLE = 512;

/** Heights of the curve that stands for each digit, as published. */
const HEIGHTS = [
  [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
  [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
  [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
  [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
  [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
  [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
  [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
  [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
];

/**
 * MNIST-1D: ten curves of twelve points, one for each digit, padded, stretched, scaled, moved, sheared and in noise, as 40
 * numbers; standardized by the training part.
 *
 * Made by the published recipe from this project's random streams: the same distribution as the published files, not the
 * same examples. The digits follow each other in turn, so that each has its share of every part.
 *
 * @category Generated sets
 * @param options How many examples of each part, and the seed.
 * @returns The data set.
 * @throws {RangeError} When a count is no integer of at least 1.
 *
 * @example
 * ```ts
 * import { loadMnist1d } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, inputShape } = loadMnist1d({ trainCount: 20, validationCount: 10, testCount: 10 });
 * assertEquals([train.count, ...inputShape], [20, 40]);
 * assertEquals([...train.targets.slice(0, 11)], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
 * ```
 *
 * @see S. Greydanus, D. Kobak: "Scaling down deep learning with MNIST-1D", ICML 2024, https://arxiv.org/abs/2011.14439
 */
export function loadMnist1d(options: Mnist1dOptions = {}): Dataset {
  const { trainCount = 4000, validationCount = 1000, testCount = 1000, seed = 0 } = givenOptions(
    "loadMnist1d",
    options,
    { seed: "seed" },
  );
  const random = randomStream({ seed }).split(NAME);
  const draw = (part: string, count: number): Examples => {
    checkCount(NAME, `${part}Count`, count);
    const inputs = new Float32Array(count * LENGTH), targets = new Uint8Array(count);
    const stream = random.split(part);
    for (let n = 0; n < count; n++) {
      targets[n] = n % HEIGHTS.length;
      stream.position = n * WORDS_PER_EXAMPLE;
      inputs.set(drawExample(TEMPLATES[targets[n]], stream), n * LENGTH);
    }
    return { inputs, targets, count };
  };
  const train = draw("train", trainCount);
  const validation = draw("validation", validationCount), test = draw("test", testCount);
  const { mean, deviation } = momentsOf(train.inputs);
  for (const { inputs } of [train, validation, test]) {
    for (let i = 0; i < inputs.length; i++) inputs[i] = (inputs[i] - mean) / deviation;
  }
  return {
    name: NAME,
    title: "MNIST-1D",
    inputShape: [LENGTH],
    targetShape: [],
    classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    train,
    validation,
    test,
    source: `drawn by the program, seed ${seed}`,
  };
}

/** The curves of mean 0 and standard deviation 1, moved to begin at 0, a sixth as high. */
const TEMPLATES = HEIGHTS.map((heights) => {
  const { deviation } = momentsOf(heights);
  return heights.map((height) => (height - heights[0]) / deviation / 6);
});

/** Weights of neighbours that make independent noise a correlated one. */
const NEIGHBOURS = (() => {
  const reach = 4 * NOISE_WIDTH;
  const weights = Array.from(
    { length: 2 * reach + 1 },
    (_, i) => Math.exp(-(((i - reach) / NOISE_WIDTH) ** 2) / 2),
  );
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / sum);
})();

function drawExample(template: readonly number[], random: RandomStream): Float64Array {
  const zeros = PADDING[0] + Math.floor(random.uniform() * (PADDING[1] - PADDING[0] + 1));
  // What belongs to the curve is told from the zeros by not being exactly 0.
  const padded = [...template.map((height) => height + 1e-8), ...new Array<number>(zeros).fill(0)];
  const factor = 1 + SCALING * (random.uniform() - 0.5);
  const stretched = interpolate(padded, STRETCHED).map((height) => height * factor);
  const shift = random.integer(TRANSLATIONS), slope = SHEAR * (random.uniform() - 0.5);
  const noise = new Float64Array(STRETCHED), background = new Float64Array(STRETCHED);
  random.fillNormal(noise, 0, NOISE);
  random.fillNormal(background, 0, CORRELATED_NOISE);
  const smooth = smoothed(background);
  for (let i = 0; i < STRETCHED; i++) {
    const height = stretched[(i - shift + STRETCHED) % STRETCHED];
    noise[i] += (height === 0 ? smooth[i] : height) - slope * (i / (STRETCHED - 1) - 0.5);
  }
  return interpolate(noise, LENGTH);
}

/** A curve at other points at equal distances, on the straight lines between its own. */
function interpolate(values: ArrayLike<number>, length: number): Float64Array {
  const others = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const place = i / (length - 1) * (values.length - 1);
    const left = Math.min(Math.floor(place), values.length - 2);
    others[i] = values[left] + (place - left) * (values[left + 1] - values[left]);
  }
  return others;
}

/** Weighted means of neighbours; beyond the ends the values are reflected. */
function smoothed(values: Float64Array): Float64Array {
  const last = values.length - 1, reach = (NEIGHBOURS.length - 1) / 2;
  const means = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < NEIGHBOURS.length; j++) {
      const place = i + j - reach;
      const inside = place < 0 ? -1 - place : place > last ? 2 * last + 1 - place : place;
      means[i] += NEIGHBOURS[j] * values[inside];
    }
  }
  return means;
}

function momentsOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0, squares = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
