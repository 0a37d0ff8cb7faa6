import { checkCount } from "./_check_count.ts";
import { dataDirectory } from "./data_directory.ts";
import type { Dataset, DatasetOptions, Examples } from "./dataset.ts";
import { type IdxFile, readIdxImages, readIdxLabels } from "./idx.ts";
import { type IdxSource, idxSources } from "./idx_sources.ts";
import { MissingDatasetError } from "./missing_dataset_error.ts";

const SIDE = 28;
const VALIDATION_IMAGES = 5000;

/**
 * Loads a dataset that lies on disk as four IDX files, each plain or gzip.
 *
 * The files are looked for in `<folder>/<name>`, then in `<folder>` itself, with `.gz` and without.
 * The validation set is the last 5,000 of the training file, the training set all before them; the
 * test set is the test file. A smaller count takes the first so many of its set.
 *
 * @param source Which dataset, and how its files are called.
 * @param options The folder and how many images of each set.
 * @returns The dataset; its sets are views on the bytes that were read.
 * @throws {MissingDatasetError} If a file is missing; the message says where it was looked for.
 * @throws {SyntaxError} If a file is no sound IDX file, or labels and images do not fit together.
 * @throws {RangeError} If more images are asked for than there are.
 *
 * @example What a missing folder says
 * ```ts
 * import { idxSources, loadIdxDataset } from "@descent/data";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(
 *   () => loadIdxDataset(idxSources[0], { dataDirectory: "no/such/folder" }),
 *   Deno.errors.NotFound,
 *   "found no train-images-idx3-ubyte.gz, with or without .gz, in no/such/folder/mnist",
 * );
 * ```
 */
export function loadIdxDataset(source: IdxSource, options: DatasetOptions = {}): Dataset {
  const { name, title, classNames } = source;
  const directory = dataDirectory(options.dataDirectory);
  const { trainImages, trainLabels, testImages, testLabels } = source.files;
  const whole = readSet(source, directory, trainImages.name, trainLabels.name);
  const split = Math.max(0, whole.count - VALIDATION_IMAGES);
  const test = readSet(source, directory, testImages.name, testLabels.name);
  return {
    name,
    title,
    inputShape: [1, SIDE, SIDE],
    targetShape: [],
    classNames,
    train: part(name, "trainCount", whole, 0, split, options.trainCount),
    validation: part(
      name,
      "validationCount",
      whole,
      split,
      whole.count - split,
      options.validationCount,
    ),
    test: part(name, "testCount", test, 0, test.count, options.testCount),
    source: `IDX files in ${directory}; validation: the last ${
      whole.count - split
    } of the training file`,
  };
}

/** Images `start` to `start + count − 1` of a set, with `count` at most `available`. */
function part(
  name: string,
  option: string,
  set: Examples,
  start: number,
  available: number,
  count: number = available,
): Examples {
  checkCount(name, option, count, available);
  const pixels = SIDE * SIDE;
  return {
    inputs: set.inputs.subarray(start * pixels, (start + count) * pixels),
    targets: set.targets.subarray(start, start + count),
    count,
  };
}

function readSet(
  source: IdxSource,
  directory: string,
  imagesName: string,
  labelsName: string,
): Examples {
  const imagesFile = readFirst(source, directory, imagesName);
  const { images, count, height, width } = readIdxImages(imagesFile);
  if (height !== SIDE || width !== SIDE) {
    throw new SyntaxError(
      `IDX file '${imagesFile.path}': expected images of ${SIDE} x ${SIDE} pixels, ` +
        `got ${height} x ${width}; ${imagesFile.mend}`,
    );
  }
  const labelsFile = readFirst(source, directory, labelsName);
  const labels = readIdxLabels(labelsFile, source.classNames.length);
  if (labels.length !== count) {
    throw new SyntaxError(
      `IDX files '${imagesFile.path}' and '${labelsFile.path}': expected a label for each image, ` +
        `got ${count} images and ${labels.length} labels; ${imagesFile.mend}`,
    );
  }
  return { inputs: images, targets: labels, count };
}

function readFirst(source: IdxSource, directory: string, name: string): IdxFile {
  const folders = [`${directory}/${source.name}`];
  // All datasets use the same file names: the folder of another one must not be taken for this
  // one's.
  const isOther = idxSources.some((other) =>
    other.name !== source.name && other.name === lastPart(directory)
  );
  if (!isOther) folders.push(directory);
  for (const folder of folders) {
    for (const path of [`${folder}/${name}`, `${folder}/${name.replace(/\.gz$/, "")}`]) {
      try {
        return { bytes: Deno.readFileSync(path), path, mend: "download the data set again" };
      } catch (error) {
        if (
          !(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)
        ) {
          throw error;
        }
      }
    }
  }
  throw new MissingDatasetError(
    source.name,
    directory,
    `found no ${name}, with or without .gz, in ${folders.join(" or ")}`,
  );
}

function lastPart(path: string): string | undefined {
  return path.split(/[\\/]/).filter((part) => part !== "").at(-1);
}
