import { stringify } from "@std/csv";
import { extraColumns, METRICS_COLUMNS, metricsCells } from "../metrics_row.ts";
import type { Run } from "../run_folder.ts";

const KEYS = ["experiment", "problem", "optimizer", "setting", "seed", "phase"];

/**
 * `metrics.csv`: one row per evaluation of every trial, tidy, RFC 4180.
 *
 * Columns: the trial's keys, those of each trial's own `metrics.csv`, then every extra column that any
 * of the trials has (empty where a trial has none).
 *
 * @param runs Trials, in the order of their rows; {@linkcode readRuns} sorts them.
 * @returns The text of the file.
 * @throws {RangeError} When an extra column has the name of a fixed one.
 *
 * @example The keys of the trial come first
 * ```ts
 * import { metricsCsv } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const lines = metricsCsv([sampleRun()]).split("\r\n");
 * assertEquals(lines[1], "compare,digits-two-layer,adam,lr=0.001,0,final,40,1,0.1,0.1,0.985,0.16,0.97,0.001");
 * ```
 */
export function metricsCsv(runs: readonly Run[]): string {
  const extra = extraColumns(runs.flatMap(({ metrics }) => metrics));
  const taken = extra.find((column) => KEYS.includes(column));
  if (taken !== undefined) {
    throw new RangeError(
      `Metrics: extra column '${taken}' has the name of a fixed one; choose another name`,
    );
  }
  const rows = runs.flatMap(({ record, metrics }) => {
    const { experiment, problem, optimizer, setting, seed, phase } = record;
    const keys = {
      experiment,
      problem,
      optimizer: optimizer.name,
      setting: setting.id,
      seed,
      phase,
    };
    return metrics.map((row) => ({ ...keys, ...metricsCells(row) }));
  });
  const columns = [...KEYS, ...METRICS_COLUMNS.map(([column]) => column), ...extra];
  return stringify(rows, { columns });
}
