import { givenOptions } from "@descent/core";
import { columnsDataset, type TableColumn } from "./columns_dataset.ts";
import type { Dataset } from "./dataset.ts";

/**
 * Options of {@linkcode tableDataset}.
 *
 * @category Data of one's own
 */
export interface TableDatasetOptions {
  /** The name in records, lower case. */
  readonly name: string;
  /** The name for people; default `name`. */
  readonly title?: string;
  /** Inputs, one row an example, all of D finite numbers. */
  readonly inputs: readonly (readonly number[])[];
  /** Targets, one an example: rows of numbers, or class indices from 0 to K − 1 where `classNames` are given. */
  readonly targets: readonly (readonly number[] | number)[];
  /** The names of the K classes; default none, which makes targets values. */
  readonly classNames?: readonly string[];
  /** Share of the examples that settings are chosen by, above 0; default 0.2. */
  readonly validationFraction?: number;
  /** Share of the examples that the result is measured on, above 0; default 0.2. */
  readonly testFraction?: number;
  /** Seed of the split; default 0. */
  readonly seed?: number;
  /** Where the rows come from; default `"a table"`. */
  readonly source?: string;
}

/**
 * A data set of rows of numbers, shuffled under a seed and split into training, validation and test part; of classes
 * each part has its share.
 *
 * Columns are standardized by the training part alone: `x ← (x − mean) / standard deviation`; a constant column becomes
 * 0. Targets stay as they are.
 *
 * @category Data of one's own
 * @param options Rows, targets and split, see {@linkcode TableDatasetOptions}.
 * @returns The data set; inputs are f64 of shape [D], targets f64 or class indices.
 * @throws {RangeError} When rows differ in length, a number is not finite, a class is out of range, or a part would be
 * empty.
 *
 * @example Ten rows of a line
 * ```ts
 * import { tableDataset } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const inputs = Array.from({ length: 10 }, (_, row) => [row]);
 * const targets = inputs.map(([x]) => [2 * x]);
 * const { train, validation, test } = tableDataset({ name: "line", inputs, targets });
 * assertEquals([train.count, validation.count, test.count], [6, 2, 2]);
 * ```
 */
export function tableDataset(options: TableDatasetOptions): Dataset {
  const { name, inputs, targets, classNames = null } = givenOptions("tableDataset", options, {
    name: "text",
    title: "text",
    source: "text",
    inputs: "list",
    targets: "list",
    classNames: "list",
  }, ["name", "inputs", "targets"]);
  const N = inputs.length, D = inputs[0]?.length ?? 0;
  const rows = targets.map((target) => typeof target === "number" ? [target] : target);
  checkRows(name, "inputs", inputs, N, D);
  checkRows(name, "targets", rows, N, rows[0]?.length ?? 0);
  if (classNames !== null) checkClasses(name, rows, classNames.length);
  const column = (kind: string, table: readonly (readonly number[])[], d: number): TableColumn => ({
    kind: "number",
    name: `${kind}${d}`,
    values: table.map((row) => row[d]),
  });
  const classes: TableColumn[] = classNames === null
    ? []
    : [{ ...column("y", rows, 0), kind: "category", categories: classNames }];
  return columnsDataset({
    ...options,
    columns: inputs[0].map((_, d) => column("x", inputs, d)),
    targets: classNames === null ? rows[0].map((_, d) => column("y", rows, d)) : classes,
  });
}

function checkRows(
  name: string,
  kind: string,
  rows: readonly (readonly number[])[],
  N: number,
  D: number,
): void {
  if (rows.length !== N || N === 0 || D === 0) {
    throw new RangeError(
      `Table '${name}': expected as many rows of targets as of inputs, and at least one column of each, got ${rows.length} ` +
        `rows of ${D} ${kind} for ${N} examples; give every example both`,
    );
  }
  for (const [index, row] of rows.entries()) {
    const wrong = row.find((value) => !Number.isFinite(value));
    if (row.length === D && wrong === undefined) continue;
    const came = wrong === undefined ? `${row.length} numbers` : String(wrong);
    throw new RangeError(
      `Table '${name}': expected ${D} finite numbers in row ${index} of the ${kind}, got ${came}; mend or drop the row`,
    );
  }
}

function checkClasses(name: string, rows: readonly (readonly number[])[], K: number): void {
  for (const [index, [target]] of rows.entries()) {
    if (Number.isInteger(target) && target >= 0 && target < K) continue;
    throw new RangeError(
      `Table '${name}': expected classes from 0 to ${
        K - 1
      }, got ${target} in row ${index}; name all classes`,
    );
  }
}
