import type { Examples } from "../dataset.ts";
import { BadFileError } from "./bad_file_error.ts";
import { classLabels } from "./class_labels.ts";
import { csvColumns, csvWidth } from "./_csv_columns.ts";
import type { DataSource } from "./data_source.ts";
import type { DataFormat, ImagesRead, ReadOptions, TableRead } from "./format.ts";
import { readCsv } from "./read_csv.ts";

const TABLE = /\.(csv|tsv|txt|data)(\.gz)?$/i;
const part = (words: string) => new RegExp(`(^|[_-])(${words})($|[._-])`, "i");
const INPUTS = part("data|x|features"), TARGETS = part("targets?|y|labels?");
const TRAIN = part("train"), TEST = part("test|val");

/**
 * Tables of text in a folder: the inputs in one and the column to predict in another, as scikit-learn publishes its
 * diabetes data, or one to train on beside one to test on, which has no labels where it is of a competition.
 */
export const tableFolder: DataFormat = {
  name: "a folder of tables of text, of inputs and targets or of training and test",
  recognises: (source) => pairOf(source) !== undefined || one(source, TRAIN) !== undefined,
  read(source, options) {
    const pair = pairOf(source);
    return pair === undefined
      ? trainAndTest(source, options)
      : inputsAndTarget(source, pair, options);
  },
};

/** The one file of a kind; none where there are several. */
function one(source: DataSource, kind: RegExp): string | undefined {
  const found = source.files.filter((name) => TABLE.test(name) && kind.test(name));
  return found.length === 1 ? found[0] : undefined;
}

function pairOf(source: DataSource): readonly [inputs: string, target: string] | undefined {
  const inputs = one(source, INPUTS), target = one(source, TARGETS);
  return inputs === undefined || target === undefined || inputs === target
    ? undefined
    : [inputs, target];
}

function inputsAndTarget(
  source: DataSource,
  [inputs, target]: readonly [string, string],
  options: ReadOptions,
): TableRead {
  if (options.target !== undefined) {
    throw new BadFileError(
      source.path,
      `expected the column to predict in ${target} alone, got '${options.target}' asked for`,
      "leave it out",
    );
  }
  const read = (name: string) => {
    const file = source.open(name);
    return csvColumns(file.path, file.pieces()).columns;
  };
  const columns = read(inputs), targets = read(target);
  const [rows, wanted] = [columns[0].length, targets[0].length];
  if (targets.length !== 1 || rows !== wanted) {
    throw new BadFileError(
      `${source.path}/${target}`,
      `expected one column with a value for each of ${rows} rows of ${inputs}, got ${targets.length} with ${wanted}`,
    );
  }
  return {
    kind: "table",
    columns: columns.map((column) => column.build(false)),
    target: targets[0].build(true),
  };
}

function trainAndTest(source: DataSource, options: ReadOptions): TableRead | ImagesRead {
  const train = source.open(one(source, TRAIN)!), testName = one(source, TEST);
  const first = readCsv(train.path, train.pieces(), options);
  if (testName === undefined) return first;
  const test = source.open(testName);
  if (csvWidth(test.path, test.pieces()) < csvWidth(train.path, train.pieces())) return first;
  const second = readCsv(test.path, test.pieces(), options);
  if (first.kind === "table" || second.kind === "table") {
    throw new BadFileError(
      source.path,
      `expected rows without a test part of their own, got ${testName} with labels`,
      "join the parts",
    );
  }
  if (first.inputShape.join() !== second.inputShape.join()) {
    throw new BadFileError(
      test.path,
      `expected images of ${first.inputShape.join(" x ")}, as those to train on, got ${
        second.inputShape.join(" x ")
      }`,
    );
  }
  const labels = ({ classNames, train: { targets } }: ImagesRead) =>
    Array.from(targets, (index) => Number(classNames[index]));
  const { classNames, ...own } = classLabels({
    path: test.path,
    train: labels(first),
    test: labels(second),
  });
  const set = ({ train: { inputs, count } }: ImagesRead, targets: Int32Array): Examples => ({
    inputs,
    targets,
    count,
  });
  return { ...first, classNames, train: set(first, own.train), test: set(second, own.test) };
}
