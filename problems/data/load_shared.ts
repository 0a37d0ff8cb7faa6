import { openDataset, shareDataset, type SharedDataset } from "@descent/data";
import type { LoadContext } from "../contract/problem_plugin.ts";
import type { SplitValues } from "./split.ts";

/**
 * Which data set, and how it is split.
 *
 * @category Data of problems
 */
export interface LoadSharedValues extends Partial<SplitValues> {
  /** Its name, or the path of a file or folder. */
  readonly dataset: string;
  /** Number of training examples; default and `null`: the data set's. */
  readonly trainCount?: number | null;
  /** Number of validation examples; default and `null`: the data set's. */
  readonly validationCount?: number | null;
  /** Number of test examples; default and `null`: the data set's. */
  readonly testCount?: number | null;
  /** The column of a table to predict; default and `null`: what the table tells. */
  readonly target?: string | null;
}

/** Loaded data sets of this process, by what was asked for: problems with the same examples share them. */
const loaded = new Map<string, Promise<SharedDataset>>();

/**
 * Opens a data set by name or path and puts it on shared memory, once a process.
 *
 * @category Data of problems
 * @param values Which, and how it is split; other fields are not looked at.
 * @param context Where data sets lie that have names.
 * @returns The data set on shared memory.
 * @throws {Error} As `openDataset` of `@descent/data` does.
 *
 * @example
 * ```ts
 * import { loadShared } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { test } = await loadShared({ dataset: "wine", testFraction: 0.5 }, {});
 * assertEquals(test.count, 89);
 * ```
 */
export function loadShared(
  values: LoadSharedValues,
  { dataDirectory }: LoadContext,
): Promise<SharedDataset> {
  const { dataset, validationFraction, testFraction, splitSeed } = values;
  const { trainCount, validationCount, testCount, target } = values;
  const options = {
    dataDirectory,
    trainCount: trainCount ?? undefined,
    validationCount: validationCount ?? undefined,
    testCount: testCount ?? undefined,
    validationFraction: validationFraction ?? undefined,
    testFraction: testFraction ?? undefined,
    splitSeed: splitSeed ?? 0,
    target: target ?? undefined,
  };
  const key = JSON.stringify([dataset, options]);
  let data = loaded.get(key);
  if (data === undefined) {
    data = openDataset(dataset, options).then(shareDataset);
    loaded.set(key, data);
    // What could not be loaded may be there the next time.
    data.catch(() => loaded.delete(key));
  }
  return data;
}
