import { datasetCatalogue, type SharedDataset } from "@descent/data";
import type { OptionTable } from "../contract/option.ts";
import type { LoadContext } from "../contract/problem_plugin.ts";
import { loadShared } from "../data/load_shared.ts";
import { SPLIT, type SplitValues } from "../data/split.ts";

/**
 * Values of the options that every problem of a table has.
 *
 * @category Data of problems
 */
export interface TableValues extends SplitValues {
  /** Name of the data set, or the path of a file. */
  readonly dataset: string;
  /** The column to predict, by its name or its number from 1; `null`: what the table tells. */
  readonly target: string | null;
  /** Units of each hidden layer, first to last. */
  readonly hidden: readonly number[];
  /** Strength λ of the penalty `½ λ Σ w²` on the weights. */
  readonly l2Strength: number;
}

/**
 * The options that every problem of a table has, to be spread into its own.
 *
 * @category Data of problems
 *
 * @example
 * ```ts
 * import { TABLE } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([TABLE.dataset.default, TABLE.target.default], ["wine", null]);
 * ```
 */
export const TABLE: OptionTable<TableValues> = {
  dataset: {
    kind: "text",
    default: "wine",
    words: datasetCatalogue.map(({ name }) => name),
    placeholder: "path of a file or folder",
    doc: "The table, by name or path.",
  },
  target: {
    kind: "text",
    default: null,
    shownDefault: "target, label, class or y, else the last",
    placeholder: "column",
    doc: "The column to predict, by its name or its number from 1.",
  },
  ...SPLIT,
  hidden: {
    kind: "integers",
    default: [32],
    range: [1, 10_000],
    doc: "Units of each hidden layer.",
  },
  l2Strength: {
    kind: "number",
    default: 0,
    range: [0, 1e6],
    doc: "Strength of the L2 penalty on the weights.",
  },
};

/**
 * Loads the table of a problem, once a process.
 *
 * @category Data of problems
 * @param values Values of the options in {@linkcode TABLE}.
 * @param context Where data sets lie that have names.
 * @returns The data set on shared memory.
 * @throws {Error} As `openDataset` of `@descent/data` does.
 *
 * @example
 * ```ts
 * import { chooseProblem, loadTable, tableClassifier, type TableValues } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options } = chooseProblem(tableClassifier);
 * assertEquals((await loadTable(options as unknown as TableValues, {})).train.count, 106);
 * ```
 */
export function loadTable(values: TableValues, context: LoadContext): Promise<SharedDataset> {
  return loadShared(values, context);
}
