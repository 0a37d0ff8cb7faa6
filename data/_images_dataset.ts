import { checkCount } from "./_check_count.ts";
import type { Dataset, DatasetOptions, Examples } from "./dataset.ts";
import type { ImagesRead } from "./formats/format.ts";
import { OptionError } from "./option_error.ts";
import { splitExamples, takeExamples } from "./split_examples.ts";

/** Name and source of a data set. */
export type DatasetWords = Pick<Dataset, "name" | "title" | "source">;

const FRACTION = 0.2;

/** Splits images that were read, and takes as many of each part as are asked for. */
export function imagesDataset(
  { inputShape, classNames, train: all, test, resize, transposed }: ImagesRead,
  words: DatasetWords,
  options: DatasetOptions,
): Dataset {
  const { name } = words;
  const { validationFraction = FRACTION, testFraction = FRACTION, splitSeed = 0 } = options;
  if (test !== null) refuseTestFraction(name, options);
  const indices = splitExamples({
    name,
    count: all.count,
    classes: all.targets,
    validationFraction,
    testFraction: test === null ? testFraction : 0,
    seed: splitSeed,
  });
  const parts = standardized(name, {
    train: atMost(name, "trainCount", takeExamples(all, indices.train), options.trainCount),
    validation: atMost(
      name,
      "validationCount",
      takeExamples(all, indices.validation),
      options.validationCount,
    ),
    test: atMost(
      name,
      "testCount",
      test ?? takeExamples(all, indices.test),
      options.testCount,
    ),
  });
  const [channels, height, width] = inputShape;
  const { mean, deviation, ...examples } = parts;
  return {
    ...words,
    inputShape,
    targetShape: [],
    classNames,
    ...examples,
    preprocessing: {
      kind: "images",
      channels,
      height,
      width,
      resize,
      transposed,
      mean,
      deviation,
    },
  };
}

/** Throws an {@linkcode OptionError} where a test share is asked of a data set that has a test part of its own. */
export function refuseTestFraction(name: string, { testFraction }: DatasetOptions): void {
  if (testFraction === undefined) return;
  throw new OptionError(
    `Dataset '${name}'`,
    "testFraction",
    "left out, as the data have a test part of their own",
    String(testFraction),
  );
}

/** The first so many examples of a part. */
export function firstOf(
  name: string,
  option: string,
  set: Examples,
  count: number = set.count,
): Examples {
  checkCount(name, option, count, set.count);
  const inputs = set.inputs.length / set.count, targets = set.targets.length / set.count;
  return {
    inputs: set.inputs.subarray(0, count * inputs),
    targets: set.targets.subarray(0, count * targets),
    count,
  };
}

/** The first examples of a part, as many as are asked for where there are so many. */
export function atMost(name: string, option: string, set: Examples, count?: number): Examples {
  return firstOf(name, option, set, count === undefined ? count : Math.min(count, set.count));
}

/** Pixels that are no bytes, less the training part's mean and divided by its standard deviation. */
function standardized(
  name: string,
  parts: Readonly<Record<"train" | "validation" | "test", Examples>>,
) {
  const { inputs } = parts.train;
  if (inputs instanceof Uint8Array) return { ...parts, mean: 0, deviation: 1 };
  let sum = 0;
  for (const value of inputs) sum += value;
  const mean = sum / inputs.length;
  let squares = 0;
  for (const value of inputs) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / inputs.length) || 1;
  if (!Number.isFinite(mean) || !Number.isFinite(deviation)) {
    throw new RangeError(
      `Data set '${name}': expected pixels of a finite mean and standard deviation, got ${mean} and ${deviation}; scale them`,
    );
  }
  const scale = (set: Examples): Examples => ({
    ...set,
    inputs: set.inputs.map((value) => (value - mean) / deviation) as Examples["inputs"],
  });
  const { train, validation, test } = parts;
  return {
    train: scale(train),
    validation: scale(validation),
    test: scale(test),
    mean,
    deviation,
  };
}
