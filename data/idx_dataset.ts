import { datasetOptions } from "./_dataset_options.ts";
import { dataDirectory } from "./data_directory.ts";
import type { Dataset, DatasetOptions, Examples } from "./dataset.ts";
import { firstOf, refuseTestFraction } from "./_images_dataset.ts";
import { findIdxFile, idxFolders } from "./_find_idx_file.ts";
import { isGzip } from "./formats/gunzip.ts";
import { type IdxFile, readIdxImages, readIdxLabels } from "./idx.ts";
import type { IdxSource, RemoteFile } from "./idx_sources.ts";
import { MissingDatasetError } from "./missing_dataset_error.ts";
import { splitExamples, takeExamples } from "./split_examples.ts";

const SIDE = 28;
const VALIDATION_IMAGES = 5000;
const FRACTION = 0.2;

/**
 * Loads a dataset that lies on disk as four IDX files, each plain or gzip.
 *
 * The files are looked for in `<folder>/<name>`, then in `<folder>` itself, with `.gz` and without, also with a dot
 * in their names, as unpacking tools write it, and in a folder of a file's name.
 * The validation set is the last 5,000 of the training file, the training set all before them; of a file of fewer
 * than 25,000, or where a share is asked for, it is that share of each class, a fifth by default. The test set is the
 * test file. A smaller count takes the first so many of its set.
 *
 * @category Formats
 * @param source Which dataset, and how its files are called.
 * @param options The folder and how many images of each set.
 * @returns The dataset. Its remark says so where the files are not those that were published under the name.
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
  const directory = dataDirectory(datasetOptions(name, options).dataDirectory);
  const { trainImages, trainLabels, testImages, testLabels } = source.files;
  refuseTestFraction(name, options);
  const strangers: string[] = [];
  const whole = readSet(source, directory, trainImages, trainLabels, strangers);
  const test = readSet(source, directory, testImages, testLabels, strangers);
  const { train, validation, how } = split(name, whole, options);
  return {
    name,
    title,
    inputShape: [1, SIDE, SIDE],
    targetShape: [],
    classNames,
    train: firstOf(name, "trainCount", train, options.trainCount),
    validation: firstOf(name, "validationCount", validation, options.validationCount),
    test: firstOf(name, "testCount", test, options.testCount),
    source: `IDX files in ${directory}; validation: ${how}`,
    preprocessing: {
      kind: "images",
      channels: 1,
      height: SIDE,
      width: SIDE,
      resize: "none",
      transposed: false,
      mean: 0,
      deviation: 1,
    },
    ...(strangers.length > 0 && {
      remark: `The files are not those published as ${title}: ${strangers.join(", ")}.`,
    }),
  };
}

/** The last images of the training file as published studies have it, or a share of each class. */
function split(name: string, whole: Examples, options: DatasetOptions) {
  const { validationFraction, splitSeed = 0 } = options;
  const count = whole.count - VALIDATION_IMAGES;
  if (validationFraction === undefined && VALIDATION_IMAGES <= FRACTION * whole.count) {
    const pixels = SIDE * SIDE;
    const part = (from: number, to: number): Examples => ({
      inputs: whole.inputs.subarray(from * pixels, to * pixels),
      targets: whole.targets.subarray(from, to),
      count: to - from,
    });
    return {
      train: part(0, count),
      validation: part(count, whole.count),
      how: `the last ${VALIDATION_IMAGES} of the training file`,
    };
  }
  const { train, validation } = splitExamples({
    name,
    count: whole.count,
    classes: whole.targets,
    validationFraction: validationFraction ?? FRACTION,
    testFraction: 0,
    seed: splitSeed,
  });
  return {
    train: takeExamples(whole, train),
    validation: takeExamples(whole, validation),
    how: `${validation.length} of the training file, drawn with seed ${splitSeed}`,
  };
}

function readSet(
  source: IdxSource,
  directory: string,
  published: RemoteFile,
  publishedLabels: RemoteFile,
  strangers: string[],
): Examples {
  const imagesFile = readFirst(source, directory, published.name);
  const { images, count, height, width } = readIdxImages(imagesFile);
  if (height !== SIDE || width !== SIDE) {
    throw new SyntaxError(
      `IDX file '${imagesFile.path}': expected images of ${SIDE} x ${SIDE} pixels, ` +
        `got ${height} x ${width}; ${imagesFile.mend}`,
    );
  }
  const labelsFile = readFirst(source, directory, publishedLabels.name);
  const labels = readIdxLabels(labelsFile, source.classNames.length);
  if (labels.length !== count) {
    throw new SyntaxError(
      `IDX files '${imagesFile.path}' and '${labelsFile.path}': expected a label for each image, ` +
        `got ${count} images and ${labels.length} labels; ${imagesFile.mend}`,
    );
  }
  noteStrangers(strangers, imagesFile, published);
  noteStrangers(strangers, labelsFile, publishedLabels);
  return { inputs: images, targets: labels, count };
}

/** Notes a file whose bytes are not those that were published, packed or unpacked. */
function noteStrangers(
  strangers: string[],
  { bytes, path }: IdxFile,
  { sha256, contentSha256 }: RemoteFile,
): void {
  // Of unpacked files without a known sum nothing can be said.
  if (contentSha256 === undefined && !isGzip(bytes)) return;
  // Taken here, as it takes 40 ms.
  const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
  const sum = createHash("sha256").update(bytes).digest("hex");
  if (sum !== sha256 && sum !== contentSha256) strangers.push(`${path} has SHA-256 ${sum}`);
}

function readFirst(source: IdxSource, directory: string, name: string): IdxFile {
  const folders = idxFolders(source, directory);
  const path = findIdxFile(folders, name);
  if (path !== undefined) {
    return { bytes: Deno.readFileSync(path), path, mend: "download the data set again" };
  }
  throw new MissingDatasetError(
    source.name,
    directory,
    `found no ${name}, with or without .gz, in ${folders.join(" or ")}`,
  );
}
