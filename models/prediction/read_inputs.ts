import { formatShape, sizeOf } from "@descent/core";
import {
  BadFileError,
  type DataFormat,
  type DataSource,
  dataSource,
  type ExampleArray,
  formatCatalogue,
  type ImagesRead,
  isIdx,
  pictureSize,
  readIdxArray,
  readPictures,
  type TableColumn,
  type TablePreprocessing,
  type TableRead,
} from "@descent/data";
import type { Model } from "../model.ts";

/**
 * New data as a model takes them.
 *
 * @category Prediction
 */
export interface ModelInputs {
  /** Inputs, one after another. */
  readonly inputs: ExampleArray;
  /** Class indices, or values in their own unit; `null` where the data have none. */
  readonly targets: Int32Array | Float64Array | null;
  /** Number of inputs. */
  readonly count: number;
  /** Names of the inputs, such as their files; absent where they have only their numbers. */
  readonly names?: readonly string[];
}

/**
 * Reads new data for a model from a file or folder of any format that data sets have, and makes its inputs of them as
 * those that it was trained on were made. Of images with a test part that is taken; an IDX file of images alone will do,
 * and so will a picture, or pictures in a folder without classes.
 *
 * @category Prediction
 * @param model The model.
 * @param path The file or folder.
 * @returns Inputs, and targets where the data have some.
 * @throws {SyntaxError} When no format recognises it, it is damaged, or it is not what the model takes.
 * @throws {TypeError} When the model does not say how data become its inputs.
 *
 * @example A table without the column to predict
 * ```ts
 * import { affine } from "@descent/layers";
 * import { type Model, readInputs } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(path, "width,height\n1,10\n3,30\n");
 * const { inputs, targets } = await readInputs({
 *   layer: affine({ units: 1 }),
 *   inputShape: [1],
 *   preprocessing: {
 *     kind: "table",
 *     columns: [{ kind: "number", name: "height", mean: 20, deviation: 10 }],
 *     targets: [{ name: "price", mean: 0, deviation: 1 }],
 *   },
 * } as unknown as Model, path);
 * assertEquals([[...inputs], targets], [[-1, 1], null]);
 * await Deno.remove(path);
 * ```
 */
export async function readInputs(model: Model, path: string): Promise<ModelInputs> {
  const { preprocessing, layer, inputShape } = model;
  const source = dataSource(path);
  const isTable = preprocessing?.kind === "table";
  const isImages = !isTable && inputShape.length === 3 && layer.indexCount === undefined;
  if (!isTable && !isImages) {
    throw new TypeError(
      `readInputs: expected a model of images or of a table's rows, got one of inputs ${
        formatShape(inputShape)
      } that does not say how they are made; give them to its predictor`,
    );
  }
  if (isImages && isIdx(source.head)) return idxImages(model, path, source);
  const format = formatCatalogue.find((each) => each.recognises(source));
  if (format === undefined && isImages) {
    const bare = await picturesWithoutClasses(model, source);
    if (bare !== undefined) return bare;
  }
  if (format === undefined) {
    const names = formatCatalogue.map(({ name }) => name).join(", ");
    throw new BadFileError(path, `expected one of ${names}, got something else`, "convert it");
  }
  if (!isTable) {
    return imageInputs(model, path, await format.read(source, { imageShape: resizedShape(model) }));
  }
  return tableInputs(model, preprocessing, path, await tableOf(format, source, preprocessing));
}

/** A table of numbers may look as if its columns were pixels; the column to predict says that it is one. */
async function tableOf(
  format: DataFormat,
  source: DataSource,
  { targets }: TablePreprocessing,
): Promise<ImagesRead | TableRead> {
  const read = await format.read(source, {});
  return read.kind === "table" ? read : await format.read(source, { target: targets[0]?.name });
}

function idxImages(model: Model, path: string, source: DataSource): ModelInputs {
  const { shape: [count, ...rest], values } = readIdxArray(path, source.bytes());
  const shape = rest.length === 2 ? [1, ...rest] : rest;
  requireShape(model, path, shape);
  return { inputs: pixels(model, values), targets: null, count };
}

function imageInputs(model: Model, path: string, read: ImagesRead | TableRead): ModelInputs {
  if (read.kind !== "images") {
    throw new BadFileError(path, "expected images, got a table", "give images");
  }
  requireShape(model, path, read.inputShape);
  const { inputs, targets, count } = read.test ?? read.train;
  const classes = Array.from(targets, (index) => read.classNames[index]);
  return { inputs: pixels(model, inputs), targets: classIndices(model, classes), count };
}

/** The shape that pictures are brought to, where those of the training were. */
function resizedShape({ preprocessing, inputShape: [C, H, W] }: Model) {
  return preprocessing?.kind === "images" && preprocessing.resize === "area"
    ? [C, H, W] as const
    : undefined;
}

async function picturesWithoutClasses(
  model: Model,
  source: DataSource,
): Promise<ModelInputs | undefined> {
  const [C, H, W] = model.inputShape;
  const read = await readPictures(source, [C, H, W]);
  if (read === undefined) return undefined;
  if (resizedShape(model) === undefined) {
    for (const name of read.names) {
      const file = source.files.length === 0 ? source : source.open(name);
      const { height, width } = pictureSize(file.path, file.bytes());
      requireShape(model, file.path, [C, height, width]);
    }
  }
  const { pixels, names } = read;
  return { inputs: pixels, targets: null, count: names.length, names };
}

function requireShape({ inputShape }: Model, path: string, shape: readonly number[]): void {
  if (formatShape(shape) === formatShape(inputShape)) return;
  throw new BadFileError(
    path,
    `expected images ${formatShape(inputShape)}, as the model was trained on, got ${
      formatShape(shape)
    }`,
    "give images of that size",
  );
}

/** Bytes stay, as the model scales them; other pixels were standardized by the training part. */
function pixels({ preprocessing }: Model, values: ArrayLike<number>): ExampleArray {
  if (values instanceof Uint8Array) return values;
  const { mean, deviation } = preprocessing?.kind === "images"
    ? preprocessing
    : { mean: 0, deviation: 1 };
  return Float64Array.from(values, (value) => (value - mean) / deviation);
}

function tableInputs(
  model: Model,
  { columns, targets }: TablePreprocessing,
  path: string,
  read: ImagesRead | TableRead,
): ModelInputs {
  if (read.kind !== "table") {
    throw new BadFileError(path, "expected a table, got images", "give a table");
  }
  // Where the column to predict is missing, the reader takes another one for it.
  const given = new Map([...read.columns, read.target].map((column) => [column.name, column]));
  const count = read.target.values.length, D = sizeOf(model.inputShape);
  const inputs = new Float64Array(count * D);
  let offset = 0;
  for (const column of columns) {
    const own = given.get(column.name);
    if (own === undefined) {
      throw new BadFileError(
        path,
        `expected the columns ${
          columns.map(({ name }) => name).join(", ")
        }, got none called '${column.name}'`,
        "give the columns that the model was trained on",
      );
    }
    if (column.kind === "number") {
      const { mean, deviation } = column;
      numbersOf(path, own).forEach((value, row) => {
        inputs[row * D + offset] = deviation === 0 ? 0 : (value - mean) / deviation;
      });
      offset++;
      continue;
    }
    textsOf(own).forEach((text, row) => {
      const index = column.categories.indexOf(text);
      if (index < 0) {
        throw new BadFileError(
          path,
          `row ${row + 1}: expected '${column.name}' to be one of ${
            column.categories.slice(0, 10).join(", ")
          }, got '${text}'`,
          "give what the model was trained on",
        );
      }
      inputs[row * D + offset + index] = 1;
    });
    offset += column.categories.length;
  }
  if (offset !== D) {
    throw new BadFileError(
      path,
      `expected ${D} inputs of its columns, got ${offset}`,
      "save the model again",
    );
  }
  return {
    inputs,
    targets: tableTargets(model, targets.map(({ name }) => given.get(name)), path),
    count,
  };
}

function tableTargets(
  model: Model,
  columns: readonly (TableColumn | undefined)[],
  path: string,
): ModelInputs["targets"] {
  const known = columns.filter((column) => column !== undefined);
  if (known.length === 0 || known.length < columns.length) return null;
  if (model.classNames !== null) return classIndices(model, textsOf(known[0]));
  const values = known.map((column) => numbersOf(path, column));
  return Float64Array.from(
    { length: values[0].length * values.length },
    (_, i) => values[i % values.length][Math.floor(i / values.length)],
  );
}

/** Indices of the model's classes; `null` where one is no class that it knows. */
function classIndices({ classNames }: Model, names: readonly string[]): Int32Array | null {
  const indices = Int32Array.from(names, (name) => classNames?.indexOf(name) ?? -1);
  return indices.includes(-1) ? null : indices;
}

function numbersOf(path: string, column: TableColumn): number[] {
  if (column.kind === "number") return Array.from(column.values);
  return Array.from(column.values, (index, row) => {
    const text = column.categories[index], value = Number(text);
    if (text !== "" && Number.isFinite(value)) return value;
    throw new BadFileError(
      path,
      `row ${row + 1}: expected a number in '${column.name}', got '${text}'`,
      "give what the model was trained on",
    );
  });
}

function textsOf(column: TableColumn): string[] {
  return Array.from(
    column.values,
    (value) => column.kind === "number" ? String(value) : column.categories[value],
  );
}
