import type { Run } from "../record/run_folder.ts";
import { csvParts } from "./_csv_column.ts";
import type { CsvDialect } from "./csv_dialect.ts";
import { distinctTrials } from "./_distinct_trials.ts";
import { trialColumns } from "./_trial_columns.ts";

/**
 * `trials.csv` of a report: one row per trial, tidy, RFC 4180, numbers in their shortest exact form.
 *
 * Columns: the trial's id and keys; `hp_<name>`, `var_<name>` and `option_<name>` for every hyperparameter,
 * variable and option of a problem that any of the trials has (empty where a trial has none); how it ended and
 * what it cost; `final_<split>_<metric>` and `best_<split>_<metric>`; software and hardware. No name needs quotes
 * in SQL; {@linkcode csvSchema} says what each column means.
 *
 * @category CSV files
 * @param runs Trials, in the order of their rows; {@linkcode readRuns} sorts them.
 * @returns The text of the file.
 * @throws {RangeError} When two trials have one id.
 *
 * @example Hyperparameters become columns
 * ```ts
 * import { trialsCsv } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const [header, row] = trialsCsv([sampleRun()]).split("\r\n");
 * assertStringIncludes(header, "optimizer,setting,seed,phase,hp_beta1,hp_learning_rate");
 * assertStringIncludes(row, "adam,lr=0.001,0,final,0.9,0.001");
 * ```
 */
export function trialsCsv(runs: readonly Run[]): string {
  return [...trialsCsvParts(runs)].join("");
}

/**
 * {@linkcode trialsCsv} in parts, which are made when they are asked for.
 *
 * @category CSV files
 */
export function trialsCsvParts(runs: readonly Run[], dialect?: CsvDialect): Iterable<string> {
  const records = distinctTrials(runs).map(({ record }) => record);
  return { [Symbol.iterator]: () => csvParts(trialColumns(records), records, dialect) };
}
