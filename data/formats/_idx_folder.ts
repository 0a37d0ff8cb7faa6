import type { Examples } from "../dataset.ts";
import { BadFileError } from "./bad_file_error.ts";
import { classLabels } from "./class_labels.ts";
import type { DataSource } from "./data_source.ts";
import type { DataFormat, ImagesRead } from "./format.ts";
import { finiteNumbers } from "./_finite_numbers.ts";
import { type IdxArray, idxLength, isIdx, readIdxArray } from "./idx_array.ts";
import { idxNaming } from "./idx_naming.ts";

/** An IDX file in a folder. */
interface IdxEntry {
  readonly source: DataSource;
  /** As it is published, without `.gz`, a dot where a hyphen was put back. */
  readonly name: string;
  readonly rank: number;
  readonly isTest: boolean;
}

/** Images and labels as they are published: MNIST and those that took its format. */
export const idxFolder: DataFormat = {
  name: "a folder of IDX files",
  recognises: (source) => idxEntries(source).some(({ rank }) => rank >= 3),
  read: (source) => readIdxEntries(source),
};

/** Reads the images and labels of a folder, of those files alone whose names are wanted. */
export function readIdxEntries(
  source: DataSource,
  isWanted: (name: string) => boolean = () => true,
): ImagesRead {
  const entries = idxEntries(source).filter(({ name }) => isWanted(name));
  const images = (isTest: boolean) =>
    one(source, entries.filter((entry) => entry.rank >= 3 && entry.isTest === isTest), "images");
  const train = images(false) ?? images(true)!;
  const testImages = train.isTest ? undefined : images(true);
  const first = readImages(train), second = testImages && readImages(testImages);
  const trainLabels = readLabels(source, entries, train, first.count);
  const testLabels = testImages && readLabels(source, entries, testImages, second!.count);
  if (second !== undefined && second.shape.join() !== first.shape.join()) {
    throw new BadFileError(
      testImages!.source.path,
      `expected images of ${first.shape.join(" x ")}, as those to train on, got ${
        second.shape.join(" x ")
      }`,
    );
  }
  const naming = idxNaming(train.name);
  const { classNames, ...labels } = classLabels({
    path: trainLabels.path,
    train: trainLabels.values,
    ...(testLabels && { test: testLabels.values }),
    names: naming.classNames,
    first: naming.first,
  });
  const set = ({ inputs, count }: Images, targets: Int32Array): Examples => ({
    inputs,
    targets,
    count,
  });
  return {
    kind: "images",
    inputShape: first.shape,
    classNames,
    train: set(first, labels.train),
    test: second === undefined ? null : set(second, labels.test),
    resize: "none",
    transposed: naming.transposed,
  };
}

/** The IDX files of a folder, or in folders of a file's name, as some archives unpack; of two that differ in `.gz` one. */
function idxEntries(source: DataSource): IdxEntry[] {
  const inside = source.folders
    .filter((name) => /idx\d/.test(name))
    .map((name) => source.open(name))
    .flatMap((folder) => folder.files.map((name) => folder.open(name)));
  const files = [...source.files.map((name) => source.open(name)), ...inside];
  const entries = new Map<string, IdxEntry>();
  for (const file of files) {
    if (!isIdx(file.head)) continue;
    const name = file.name.replace(/\.gz$/, "").replace(/\.(?=idx\d)/, "-");
    const isTest = /(^|[^a-z])(t10k|test|val)/i.test(name);
    if (!entries.has(name)) entries.set(name, { source: file, name, rank: file.head[3], isTest });
  }
  return [...entries.values()];
}

function one(source: DataSource, found: readonly IdxEntry[], what: string): IdxEntry | undefined {
  if (found.length < 2) return found[0];
  throw new BadFileError(
    source.path,
    `expected one file of ${what} for each part, got ${
      found.map(({ name }) => name).join(" and ")
    }`,
    "give each set a folder of its own, or name the set",
  );
}

interface Images {
  readonly inputs: Examples["inputs"];
  readonly count: number;
  readonly shape: ImagesRead["inputShape"];
}

function readImages({ source, name }: IdxEntry): Images {
  const { shape: [count, ...extents], values } = readIdxArray(source.path, source.bytes(idxLength));
  const shape = imageShape(source.path, extents);
  if (count === 0) throw new BadFileError(source.path, "expected images, got none");
  const inputs = values instanceof Uint8Array ? values : finiteNumbers(
    source.path,
    values instanceof Float64Array ? values : Float32Array.from(values),
  );
  const { transposed } = idxNaming(name);
  return { inputs: transposed ? transpose(inputs, shape) : inputs, count, shape };
}

function imageShape(path: string, extents: readonly number[]): ImagesRead["inputShape"] {
  const [channels, height, width] = extents.length === 2 ? [1, ...extents] : extents;
  if (channels >= 1 && channels <= 4 && height >= 1 && width >= 1) return [channels, height, width];
  throw new BadFileError(
    path,
    `expected images of at least one pixel, grey or of 1 to 4 channels before rows and columns, got ${
      extents.join(" x ")
    }`,
  );
}

function transpose<A extends Examples["inputs"]>(pixels: A, shape: ImagesRead["inputShape"]): A {
  const [, height, width] = shape, size = height * width;
  const out = new (pixels.constructor as new (length: number) => A)(pixels.length);
  for (let start = 0; start < pixels.length; start += size) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) out[start + y * width + x] = pixels[start + x * height + y];
    }
  }
  return out;
}

/** The labels of a file of images: one a row, or the first column of several, as QMNIST has them. */
function readLabels(
  folder: DataSource,
  entries: readonly IdxEntry[],
  images: IdxEntry,
  count: number,
) {
  const own = entries.filter(({ rank, isTest }) => rank <= 2 && isTest === images.isTest);
  const found = one(folder, own, "labels");
  if (found === undefined) {
    throw new BadFileError(folder.path, `expected a file of labels for ${images.name}, got none`);
  }
  const { path } = found.source;
  const { shape: [rows, columns = 1], values }: IdxArray = readIdxArray(
    path,
    found.source.bytes(idxLength),
  );
  if (rows !== count || columns < 1) {
    throw new BadFileError(path, `expected a label for each of ${count} images, got ${rows}`);
  }
  return {
    path,
    values: columns === 1 ? values : values.filter((_, index) => index % columns === 0),
  };
}
