import type { Examples } from "../dataset.ts";
import { BadFileError } from "./bad_file_error.ts";
import { finiteNumbers } from "./_finite_numbers.ts";
import { classLabels } from "./class_labels.ts";
import type { DataSource } from "./data_source.ts";
import type { DataFormat, ImagesRead, TableRead } from "./format.ts";
import { isNpy, type NpyArray, readNpy } from "./read_npy.ts";
import { readZip } from "./read_zip.ts";

/** Whole numbers of at most so many values are classes. */
const MOST_NUMBERED_CLASSES = 20;

/** Arrays of NumPy: one of rows, or several named as `x_train` and `y_train`, `X` and `y`, in an archive or a folder. */
export const npyFiles: DataFormat = {
  name: "arrays of NumPy (.npy, .npz)",
  recognises: (source) =>
    isNpy(source.head) || isArchive(source) ||
    source.files.some((name) => name.endsWith(".npy") && isNpy(source.open(name).head)),
  read(source) {
    const { path } = source;
    const arrays = arraysOf(source);
    const names = [...arrays.keys()];
    const only = (isLabel: boolean, isTest: boolean) => {
      const found = names.filter((name) =>
        LABELS.test(name) === isLabel && TEST.test(name) === isTest
      );
      if (found.length > 1) {
        throw new BadFileError(
          path,
          `expected one array of ${isLabel ? "targets" : "inputs"}, got ${found.join(", ")}`,
        );
      }
      return arrays.get(found[0]);
    };
    const x = only(false, false), y = only(true, false), testX = only(false, true);
    if (x === undefined) {
      throw new BadFileError(path, `expected an array of inputs, got ${names.join(", ")}`);
    }
    if (x.shape.length < 2 || x.values.length === 0) {
      throw new BadFileError(
        path,
        `expected inputs of two or more extents, got ${x.shape.join(" x ")}`,
      );
    }
    if (x.shape.length === 2) {
      if (testX !== undefined) {
        throw new BadFileError(
          path,
          "expected rows without a test part of their own, got one",
          "join the parts",
        );
      }
      return tableOf(path, x, y);
    }
    const testY = only(true, true);
    return imagesOf(path, [x, y], testX === undefined ? undefined : [testX, testY]);
  },
};

const LABELS = /^(y|labels?|targets?|arr_1)($|[_-])|[_-](y|labels?|targets?)($|[_-])/i;
const TEST = /(^|[_-])(test|val)/i;

function isArchive({ head, name }: DataSource): boolean {
  return name.endsWith(".npz") && head[0] === 0x50 && head[1] === 0x4b;
}

function arraysOf(source: DataSource): Map<string, NpyArray> {
  if (isNpy(source.head)) return new Map([["x", readNpy(source.path, source.bytes())]]);
  const files = isArchive(source)
    ? [...readZip(source.path, source.bytes())]
    : source.files.map((name) => [name, source.open(name).bytes()] as const);
  return new Map(
    files.filter(([name]) => name.endsWith(".npy"))
      .map(([name, bytes]) => [name.slice(0, -4), readNpy(`${source.path}/${name}`, bytes)]),
  );
}

function tableOf(
  path: string,
  { shape: [N, D], values }: NpyArray,
  y: NpyArray | undefined,
): TableRead {
  const column = (array: ArrayLike<number>, width: number, d: number) =>
    Float64Array.from({ length: N }, (_, n) => array[n * width + d]);
  const target = y === undefined ? column(values, D, D - 1) : Float64Array.from(y.values);
  const inputs = y === undefined ? D - 1 : D;
  if (target.length !== N || inputs < 1) {
    throw new BadFileError(
      path,
      `expected a target for each of ${N} rows of inputs, got ${target.length}`,
    );
  }
  if (!(values instanceof Uint8Array)) finiteNumbers(path, values);
  finiteNumbers(path, target);
  const distinct = [...new Set(target)].sort((a, b) => a - b);
  const isClasses = distinct.every(Number.isInteger) && distinct.length < N &&
    distinct.length <= MOST_NUMBERED_CLASSES;
  return {
    kind: "table",
    columns: Array.from({ length: inputs }, (_, d) => ({
      kind: "number",
      name: `column ${d + 1}`,
      values: column(values, D, d),
    })),
    target: isClasses
      ? {
        kind: "category",
        name: "target",
        categories: distinct.map(String),
        values: Int32Array.from(target, (value) => distinct.indexOf(value)),
      }
      : { kind: "number", name: "target", values: target },
  };
}

type Pair = readonly [x: NpyArray, y: NpyArray | undefined];

function imagesOf(path: string, train: Pair, test: Pair | undefined): ImagesRead {
  const shape = imageShape(path, train[0].shape);
  const parts = [train, ...(test === undefined ? [] : [test])];
  for (const [x, y] of parts) {
    const count = x.shape[0];
    if (y === undefined || y.values.length !== count || count === 0) {
      throw new BadFileError(
        path,
        `expected a label for each of ${count} images, got ${y?.values.length ?? "none"}`,
      );
    }
    if (imageShape(path, x.shape).join() !== shape.join()) {
      throw new BadFileError(
        path,
        `expected images of one size, got ${x.shape.slice(1).join(" x ")} to test`,
      );
    }
  }
  const labels = classLabels({
    path,
    train: train[1]!.values,
    ...(test && { test: test[1]!.values }),
  });
  const set = ([{ shape: [count, ...extents], values }]: Pair, targets: Int32Array): Examples => ({
    inputs: channelsFirst(
      values instanceof Uint8Array ? values : finiteNumbers(path, Float32Array.from(values)),
      extents,
    ),
    targets,
    count,
  });
  return {
    kind: "images",
    inputShape: shape,
    classNames: labels.classNames,
    train: set(train, labels.train),
    test: test === undefined ? null : set(test, labels.test),
    resize: "none",
    transposed: false,
  };
}

/** [N, H, W], [N, H, W, C] as Keras has it, or [N, C, H, W] as PyTorch. */
function imageShape(path: string, [, ...extents]: readonly number[]): [number, number, number] {
  const [a, b, c] = extents;
  if (extents.length === 2) return [1, a, b];
  if (extents.length === 3 && c <= 4) return [c, a, b];
  if (extents.length === 3 && a <= 4) return [a, b, c];
  throw new BadFileError(
    path,
    `expected images of rows and columns, with 1 to 4 channels before or behind them, got ${
      extents.join(" x ")
    }`,
  );
}

function channelsFirst<A extends Uint8Array | Float32Array>(
  pixels: A,
  extents: readonly number[],
): A {
  const [height, width, channels] = extents;
  if (extents.length < 3 || channels > 4) return pixels;
  const out = new (pixels.constructor as new (length: number) => A)(pixels.length);
  const size = height * width;
  for (let start = 0; start < pixels.length; start += size * channels) {
    for (let pixel = 0; pixel < size; pixel++) {
      for (let c = 0; c < channels; c++) {
        out[start + c * size + pixel] = pixels[start + pixel * channels + c];
      }
    }
  }
  return out;
}
