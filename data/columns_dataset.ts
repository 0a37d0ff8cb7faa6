import { givenOptions } from "@descent/core";
import type { Dataset, Examples } from "./dataset.ts";
import type { InputColumn, TargetColumn } from "./preprocessing.ts";
import { splitExamples, type SplitOptions } from "./split_examples.ts";

/**
 * A column of a table, with one value a row.
 *
 * @category Data of one's own
 */
export type TableColumn =
  | {
    /** A column of numbers. */
    readonly kind: "number";
    /** Its name. */
    readonly name: string;
    /** The number in each row, all finite. */
    readonly values: ArrayLike<number>;
  }
  | {
    /** A column of categories. */
    readonly kind: "category";
    /** Its name. */
    readonly name: string;
    /** The number of each row's category, from 0 to K − 1. */
    readonly values: ArrayLike<number>;
    /** The names of the K categories. */
    readonly categories: readonly string[];
  };

/**
 * Options of {@linkcode columnsDataset}.
 *
 * @category Data of one's own
 */
export interface ColumnsDatasetOptions extends Omit<SplitOptions, "count" | "classes"> {
  /** The name for people; default `name`. */
  readonly title?: string;
  /** The columns that predictions are made from, at least one. */
  readonly columns: readonly TableColumn[];
  /** The columns to predict: one of categories, or any number of numbers. */
  readonly targets: readonly TableColumn[];
  /** Whether values to predict are standardized by the training part as inputs are; default false. */
  readonly standardizedTargets?: boolean;
  /** Where the rows come from; default `"a table"`. */
  readonly source?: string;
}

/**
 * A data set of a table's columns, split under a seed into training, validation and test part.
 *
 * Numbers are standardized by the training part alone: `x ← (x − mean) / standard deviation`; a constant column becomes
 * 0. A category becomes one element for each that there is, 1 for its own, else 0. Classes are split so that each part
 * has its share of every class.
 *
 * @category Data of one's own
 * @param options Columns, targets and split, see {@linkcode ColumnsDatasetOptions}.
 * @returns The data set with its preprocessing; inputs are f64 of shape [D], targets f64 or class indices.
 * @throws {RangeError} When a part would be empty.
 *
 * @example A category and a number
 * ```ts
 * import { columnsDataset } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { inputShape, train, preprocessing } = columnsDataset({
 *   name: "fruit",
 *   columns: [
 *     { kind: "category", name: "colour", categories: ["green", "red"], values: [0, 1, 0, 1, 1] },
 *     { kind: "number", name: "weight", values: [10, 12, 11, 13, 12] },
 *   ],
 *   targets: [{ kind: "number", name: "price", values: [1, 2, 1, 2, 2] }],
 * });
 * assertEquals([inputShape, train.count, preprocessing?.kind], [[3], 3, "table"]);
 * ```
 */
export function columnsDataset(options: ColumnsDatasetOptions): Dataset {
  const { name, title = name, columns, targets, source = "a table", standardizedTargets = false } =
    givenOptions("columnsDataset", options, {
      name: "text",
      title: "text",
      source: "text",
      columns: "list",
      targets: "list",
      standardizedTargets: "flag",
    }, ["name", "columns", "targets"]);
  const [first] = targets;
  const isClasses = first.kind === "category";
  const parts = splitExamples({
    ...options,
    count: first.values.length,
    classes: isClasses ? first.values : null,
  });
  const inputColumns = columns.map((column): InputColumn =>
    column.kind === "category"
      ? { kind: "category", name: column.name, categories: column.categories }
      : { kind: "number", name: column.name, ...moments(column.values, parts.train) }
  );
  const targetColumns = targets.map(({ name, values }): TargetColumn => {
    if (!standardizedTargets || isClasses) return { name, mean: 0, deviation: 1 };
    return { name, ...moments(values, parts.train) };
  });
  const D = inputColumns.reduce(
    (sum, column) => sum + (column.kind === "category" ? column.categories.length : 1),
    0,
  );
  const part = (rows: Uint32Array): Examples => {
    const inputs = new Float64Array(rows.length * D);
    let offset = 0;
    for (const [index, column] of inputColumns.entries()) {
      const { values } = columns[index];
      if (column.kind === "number") {
        for (const [n, row] of rows.entries()) {
          inputs[n * D + offset] = standardized(values[row], column);
        }
        offset++;
      } else {
        for (const [n, row] of rows.entries()) inputs[n * D + offset + values[row]] = 1;
        offset += column.categories.length;
      }
    }
    const T = targets.length;
    const wanted = isClasses ? new Int32Array(rows.length) : new Float64Array(rows.length * T);
    for (const [t, column] of targetColumns.entries()) {
      const { values } = targets[t];
      for (const [n, row] of rows.entries()) {
        wanted[n * T + t] = isClasses ? values[row] : standardized(values[row], column);
      }
    }
    return { inputs, targets: wanted, count: rows.length };
  };
  return {
    name,
    title,
    inputShape: [D],
    targetShape: isClasses ? [] : [targets.length],
    classNames: isClasses ? first.categories : null,
    train: part(parts.train),
    validation: part(parts.validation),
    test: part(parts.test),
    source,
    preprocessing: { kind: "table", columns: inputColumns, targets: targetColumns },
  };
}

/** A constant column tells nothing and becomes 0. */
function standardized(
  value: number,
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
): number {
  return deviation === 0 ? 0 : (value - mean) / deviation;
}

function moments(values: ArrayLike<number>, rows: Uint32Array) {
  const mean = rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
  const variance = rows.reduce((sum, row) => sum + (values[row] - mean) ** 2, 0) / rows.length;
  return { mean, deviation: Math.sqrt(variance) };
}
