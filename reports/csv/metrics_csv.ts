import type { Run } from "../record/run_folder.ts";
import { csvParts } from "./_csv_column.ts";
import type { CsvDialect } from "./csv_dialect.ts";
import { distinctTrials } from "./_distinct_trials.ts";
import { type Evaluation, evaluationColumns } from "./_evaluation_columns.ts";

/**
 * `metrics.csv` of a report: one row per evaluation of every trial, tidy, RFC 4180.
 *
 * Columns: the trial's id, by which the rows of `trials.csv` are found, and its keys; step, epoch, seconds,
 * gradient evaluations and learning rate; `<split>_<metric>`; then every extra column that any of the trials has.
 * A cell is empty where a trial has no such value. No name needs quotes in SQL; {@linkcode csvSchema} says what
 * each column means.
 *
 * @category CSV files
 * @param runs Trials, in the order of their rows; {@linkcode readRuns} sorts them.
 * @returns The text of the file.
 * @throws {RangeError} When two trials have one id.
 *
 * @example The trial comes first
 * ```ts
 * import { metricsCsv } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [header, row] = metricsCsv([sampleRun({ trialId: "00000000000000aa" })]).split("\r\n");
 * assertEquals(
 *   header,
 *   "trial_id,experiment,problem,optimizer,setting,seed,phase," +
 *     "step,epoch,seconds,gradient_evaluations,learning_rate," +
 *     "train_loss,train_accuracy,validation_loss,validation_accuracy",
 * );
 * assertEquals(
 *   row,
 *   "00000000000000aa,compare,digits-two-layer,adam,lr=0.001,0,final,40,1,0.1,40,0.001,0.1,0.985,0.16,0.97",
 * );
 * ```
 */
export function metricsCsv(runs: readonly Run[]): string {
  return [...metricsCsvParts(runs)].join("");
}

/**
 * {@linkcode metricsCsv} in parts, which are made when they are asked for.
 *
 * @category CSV files
 */
export function metricsCsvParts(runs: readonly Run[], dialect?: CsvDialect): Iterable<string> {
  const trials = distinctTrials(runs);
  return {
    [Symbol.iterator]: () => csvParts(evaluationColumns(trials), evaluationsOf(trials), dialect),
  };
}

function* evaluationsOf(trials: readonly Run[]): Generator<Evaluation> {
  for (const { record, metrics } of trials) {
    for (const row of metrics) yield { record, row };
  }
}
