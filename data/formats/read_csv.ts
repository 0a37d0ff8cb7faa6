import { givenOptions } from "@descent/core";
import { BadFileError } from "./bad_file_error.ts";
import { classLabels } from "./class_labels.ts";
import type { ColumnBuilder } from "./_column_builder.ts";
import { csvColumns } from "./_csv_columns.ts";
import type { ImagesRead, ReadOptions, TableRead } from "./format.ts";

/** Names of a column to predict, where nothing is said. */
const TARGETS = ["target", "label", "class", "y"];
/** Columns of pixels as tables of images name them: `pixel0`, `1x1`. */
const PIXEL = /^(pixel_?)?\d+$|^\d+x\d+$/i;
/** Smaller squares are tables of counts more likely than images. */
const FEWEST_PIXELS = 64;

/**
 * Reads a table of text: CSV with commas or semicolons, TSV, or numbers between blanks, with a header or without.
 *
 * A column is of numbers or of categories; whole numbers of few values are classes where they are to be predicted.
 * Whole numbers from 0 to 255 whose columns are named as pixels, or have no names, and make a square beside a label in
 * front, or behind where the first column is always the same, are images. scikit-learn's header of counts and class names is known.
 *
 * @category Formats
 * @param path The file's path, for errors.
 * @param bytes Its content in UTF-8, whole or in pieces, with a byte order mark or without.
 * @param options The column to predict.
 * @returns The table, or images.
 * @throws {BadFileError} When a row is of another length, a value is missing or no number among numbers, or the target is no column.
 *
 * @example
 * ```ts
 * import { readCsv } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new TextEncoder().encode("height,colour\n1.5,red\n1.7,blue\n1.6,red\n");
 * const read = readCsv("flowers.csv", bytes, { target: "height" });
 * assertEquals(read.kind === "table" && read.columns[0].name, "colour");
 * ```
 */
export function readCsv(
  path: string,
  bytes: Uint8Array | Iterable<Uint8Array>,
  options: ReadOptions = {},
): TableRead | ImagesRead {
  const { target } = givenOptions("readCsv", options, { target: "text" });
  const { columns, hasHeader, classNames } = csvColumns(path, bytes);
  const isSquare = target === undefined ? imagesOf(path, columns, hasHeader) : null;
  if (isSquare !== null) return isSquare;
  const index = targetOf(path, columns, target);
  const column = columns[index].build(true);
  const inputs = columns.filter((_, i) => i !== index).map((other) => other.build(false));
  if (inputs.length === 0) {
    throw new BadFileError(path, "expected a column besides the target, got none", "give inputs");
  }
  const isNamed = column.kind === "category" && classNames !== null &&
    column.categories.every((category) => Number(category) < classNames.length);
  if (!isNamed) return { kind: "table", columns: inputs, target: column };
  const values = Array.from(column.values, (value) => Number(column.categories[value]));
  return { kind: "table", columns: inputs, target: { ...column, categories: classNames, values } };
}

function targetOf(path: string, columns: readonly ColumnBuilder[], target: string | undefined) {
  const names = columns.map(({ name }) => name);
  if (target === undefined) {
    const usual = names.findIndex((name) => TARGETS.includes(name.toLowerCase()));
    return usual >= 0 ? usual : columns.length - 1;
  }
  const named = names.indexOf(target);
  if (named >= 0) return named;
  const number = Number(target);
  if (Number.isInteger(number) && number >= 1 && number <= names.length) return number - 1;
  const known = names.slice(0, 10).join(", ") + (names.length > 10 ? ", …" : "");
  throw new BadFileError(
    path,
    `expected a target among ${known}, or a number from 1 to ${names.length}, got '${target}'`,
    "name a column of the table",
  );
}

/** The table as images, where its columns are pixels; else `null`. */
function imagesOf(
  path: string,
  columns: readonly ColumnBuilder[],
  hasHeader: boolean,
): ImagesRead | null {
  const side = Math.sqrt(columns.length - 1);
  if (!Number.isInteger(side) || columns.length - 1 < FEWEST_PIXELS) return null;
  // scikit-learn's digits have the label behind the pixels, of which the first is always 0.
  const front = columns[0].numbers();
  const isFirst = front === null || front.some((value) => value !== front[0]);
  const at = hasHeader
    ? columns.findIndex(({ name }) => !PIXEL.test(name))
    : isFirst
    ? 0
    : columns.length - 1;
  const pixels = columns.filter((_, index) => index !== at);
  const labels = columns[Math.max(0, at)].numbers();
  if (at < 0 || labels === null || (hasHeader && !pixels.every(({ name }) => PIXEL.test(name)))) {
    return null;
  }
  const count = labels.length, size = pixels.length;
  const inputs = new Uint8Array(count * size);
  for (const [pixel, column] of pixels.entries()) {
    const values = column.numbers();
    if (values === null) return null;
    for (let n = 0; n < count; n++) {
      const value = values[n];
      if (!(Number.isInteger(value) && value >= 0 && value <= 255)) return null;
      inputs[n * size + pixel] = value;
    }
  }
  const { train, classNames } = classLabels({ path, train: labels });
  return {
    kind: "images",
    inputShape: [1, side, side],
    classNames,
    train: { inputs, targets: train, count },
    test: null,
    resize: "none",
    transposed: false,
  };
}
