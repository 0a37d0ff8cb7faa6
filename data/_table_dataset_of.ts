import { columnsDataset } from "./columns_dataset.ts";
import type { Dataset, DatasetOptions } from "./dataset.ts";
import { atMost, type DatasetWords } from "./_images_dataset.ts";
import type { TableRead } from "./formats/format.ts";

/** Splits a table that was read, and takes as many rows of each part as are asked for. */
export function tableDatasetOf(
  { columns, target }: TableRead,
  words: DatasetWords,
  options: DatasetOptions,
): Dataset {
  const { validationFraction, testFraction, splitSeed } = options;
  const dataset = columnsDataset({
    ...words,
    columns,
    targets: [target],
    standardizedTargets: true,
    ...(validationFraction !== undefined && { validationFraction }),
    ...(testFraction !== undefined && { testFraction }),
    ...(splitSeed !== undefined && { seed: splitSeed }),
  });
  const { train, validation, test } = dataset;
  return {
    ...dataset,
    train: atMost(words.name, "trainCount", train, options.trainCount),
    validation: atMost(words.name, "validationCount", validation, options.validationCount),
    test: atMost(words.name, "testCount", test, options.testCount),
  };
}
