import type { Run } from "../record/run_folder.ts";
import { type ConfusionCell, confusionColumns } from "./_confusion_columns.ts";
import { csvParts } from "./_csv_column.ts";
import type { CsvDialect } from "./csv_dialect.ts";
import { distinctTrials } from "./_distinct_trials.ts";

/**
 * `confusion.csv` of a report: one row for each cell of the confusion matrix of every trial that has one, tidy, RFC 4180.
 *
 * Columns: the trial's id, by which the rows of `trials.csv` are found, and its keys; the class of the examples and the
 * one that they were taken for, by number and name; how many examples of the test set.
 *
 * @category CSV files
 * @param runs Trials, in the order of their rows; {@linkcode readRuns} sorts them.
 * @returns The text of the file; `null` where no trial has a matrix.
 * @throws {RangeError} When two trials have one id.
 *
 * @example Two classes, of which one example was taken for the other
 * ```ts
 * import { confusionCsv } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const [, ...rows] = confusionCsv([sampleRun({ confusion: [[4, 1], [0, 5]] })])!.trimEnd().split("\r\n");
 * const cells = rows.map((row) => row.split(",").slice(-5));
 * assertEquals(cells[1], ["0", "", "1", "", "1"]);
 * ```
 */
export function confusionCsv(runs: readonly Run[]): string | null {
  const parts = confusionCsvParts(runs);
  return parts === null ? null : [...parts].join("");
}

/**
 * {@linkcode confusionCsv} in parts, which are made when they are asked for.
 *
 * @category CSV files
 */
export function confusionCsvParts(
  runs: readonly Run[],
  dialect?: CsvDialect,
): Iterable<string> | null {
  const trials = distinctTrials(runs);
  if (trials.every(({ record }) => record.confusion === null)) return null;
  return { [Symbol.iterator]: () => csvParts(confusionColumns(), cellsOf(trials), dialect) };
}

function* cellsOf(trials: readonly Run[]): Generator<ConfusionCell> {
  for (const { record } of trials) {
    for (const [actual, counts] of (record.confusion ?? []).entries()) {
      for (const [predicted, count] of counts.entries()) yield { record, actual, predicted, count };
    }
  }
}
