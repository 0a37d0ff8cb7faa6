import { datasetOptions } from "./_dataset_options.ts";
import { randomStream } from "@descent/core";
import type { Dataset, DatasetOptions } from "./dataset.ts";
import { tableDatasetOf } from "./_table_dataset_of.ts";

const NAME = "friedman";
const ROWS = 500, COLUMNS = 10;

/**
 * Friedman's first function of ten numbers from 0 to 1, of which five count, with normal noise of standard deviation 1:
 * `y = 10 sin(π x₁ x₂) + 20 (x₃ − ½)² + 10 x₄ + 5 x₅ + ε`. 500 rows, drawn with seed 0; on new rows no error can be
 * below that of the noise.
 *
 * @category Generated sets
 * @param options Parts and seed of the split; a folder is not needed.
 * @returns The data set.
 * @throws {RangeError} When a part would be empty.
 *
 * @example
 * ```ts
 * import { loadFriedman } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(loadFriedman().inputShape, [10]);
 * ```
 *
 * @see J. H. Friedman: "Multivariate adaptive regression splines", Annals of Statistics 19 (1), 1991
 */
export function loadFriedman(options: DatasetOptions = {}): Dataset {
  datasetOptions(NAME, options);
  const random = randomStream({ seed: 0 }).split("friedman");
  const x = Array.from({ length: COLUMNS }, () => new Float64Array(ROWS));
  for (const column of x) random.fillUniform(column);
  const values = new Float64Array(ROWS);
  random.fillNormal(values);
  for (let n = 0; n < ROWS; n++) {
    const [x1, x2, x3, x4, x5] = x.map((column) => column[n]);
    values[n] += 10 * Math.sin(Math.PI * x1 * x2) + 20 * (x3 - 0.5) ** 2 + 10 * x4 + 5 * x5;
  }
  const columns = x.map((values, d) => ({ kind: "number" as const, name: `x${d + 1}`, values }));
  const words = {
    name: NAME,
    title: "Friedman's function",
    source: "drawn by the program, seed 0",
  };
  return tableDatasetOf(
    { kind: "table", columns, target: { kind: "number", name: "y", values } },
    words,
    options,
  );
}
