import type { HeatMap } from "../charts/heatmap_figure.ts";
import type { Run } from "../run_folder.ts";
import type { RunRecord } from "../run_record.ts";
import { summarize } from "../statistics/summarize.ts";
import { settingValue } from "./setting_value.ts";

/** Which two values of the setting span a heat map, and what fills it. */
export interface HeatMapOptions {
  /** What this map is of, where there are several. */
  readonly title: string;
  /** The value across, by name, and its title. */
  readonly x: { readonly name: string; readonly title: string };
  /** The value upwards, by name, and its title. */
  readonly y: { readonly name: string; readonly title: string };
  /** The score of a trial, or `null` when it has none. */
  readonly score: (record: RunRecord) => number | null;
  /** How scores are written; default `"percent"`. */
  readonly format?: "percent" | "number";
}

/**
 * Lays trials out over two values of their settings; seeds of one cell are averaged.
 *
 * @param runs Trials; each must have both values.
 * @param options What spans the map and what fills it.
 * @returns The map, axes in rising order. A cell is `null` when none of its trials has a score.
 * @throws {RangeError} When a trial lacks one of the values.
 *
 * @example Learning rate across, weight scale upwards
 * ```ts
 * import { heatMap } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [0.1, 0.01].map((weightScale) =>
 *   sampleRun({
 *     setting: { id: `s=${weightScale}`, hyperparameters: { learningRate: 1 }, variables: { weightScale } },
 *   })
 * );
 * const map = heatMap(runs, {
 *   title: "Three layers",
 *   x: { name: "learningRate", title: "Learning rate" },
 *   y: { name: "weightScale", title: "Weight scale" },
 *   score: ({ results }) => results.best.validationAccuracy,
 * });
 * assertEquals(map.y.values, [0.01, 0.1]);
 * assertEquals(map.cells, [[0.975], [0.975]]);
 * ```
 */
export function heatMap(
  runs: readonly Run[],
  { title, x, y, score, format = "percent" }: HeatMapOptions,
): HeatMap {
  const records = runs.map(({ record }) => record);
  const across = values(records, x.name);
  const upwards = values(records, y.name);
  const cells = upwards.map((row) =>
    across.map((column) => {
      const own = records.filter((record) =>
        settingValue(record, x.name) === column && settingValue(record, y.name) === row
      );
      return summarize(own.map(score).filter((value) => value !== null))?.mean ?? null;
    })
  );
  return {
    title,
    x: { title: x.title, values: across },
    y: { title: y.title, values: upwards },
    cells,
    format,
  };
}

/** The distinct values: numbers in rising order, texts in the trials' order after them. */
function values(records: readonly RunRecord[], name: string): (number | string)[] {
  const distinct = [...new Set(records.map((record) => settingValue(record, name)))];
  const numbers = distinct.filter((value) => typeof value === "number");
  return [
    ...numbers.sort((a, b) => a - b),
    ...distinct.filter((value) => typeof value === "string"),
  ];
}
