import { type MetricKey, SPLITS } from "../record/metric.ts";
import type { RunRecord } from "../record/run_record.ts";
import { type CsvColumn, type CsvValue, named } from "./_csv_column.ts";
import { END_COLUMNS, ENVIRONMENT_COLUMNS, KEY_COLUMNS } from "./_record_columns.ts";
import { keyTitle, keyWords, orderedKeys, selectionWords } from "./_score_words.ts";

type TrialColumn = CsvColumn<RunRecord>;

/** The columns of `trials.csv` for these records. */
export function trialColumns(records: readonly RunRecord[]): TrialColumn[] {
  return named([
    ...KEY_COLUMNS,
    ...valueColumns(records, {
      prefix: "hp",
      title: "Hyperparameter",
      source: "setting.hyperparameters",
      of: ({ setting }) => setting.hyperparameters,
    }),
    ...valueColumns(records, {
      prefix: "var",
      title: "Variable of the experiment",
      source: "setting.variables",
      of: ({ setting }) => setting.variables,
    }),
    ...valueColumns(records, {
      prefix: "option",
      title: "Option of the problem",
      source: "problem.options",
      of: ({ problem }) => problem.options,
    }),
    ...END_COLUMNS,
    ...scoreColumns(records, "final", "at the last evaluation"),
    ...scoreColumns(
      records,
      "best",
      `at the evaluation with ${selectionWords(records)} (column best_by)`,
    ),
    ...ENVIRONMENT_COLUMNS,
  ]);
}

interface Values {
  readonly prefix: string;
  readonly title: string;
  readonly source: string;
  readonly of: (record: RunRecord) => Readonly<Record<string, CsvValue>>;
}

/** A column for every name that any of the records has, so that every row has the same columns. */
function valueColumns(
  records: readonly RunRecord[],
  { prefix, title, source, of }: Values,
): TrialColumn[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(of(record))))].sort();
  return names.map((name) => {
    const value = (record: RunRecord): CsvValue =>
      Object.hasOwn(of(record), name) ? of(record)[name] : null;
    const values = records.map(value).filter((value) => value !== null);
    const isList = values.some((value) => typeof value === "object");
    return {
      name: `${prefix}_${name}`,
      title: `${title}: ${name}`,
      datatype: datatypeOf(values.flat()),
      source: `${source}.${name}`,
      description: `${title} named ${name}. Empty where the trial has none of that name.` +
        (isList ? " Several values are separated by a semicolon." : ""),
      ...(isList ? { separator: ";" } : {}),
      value,
    };
  });
}

function datatypeOf(values: readonly CsvValue[]): TrialColumn["datatype"] {
  if (values.every((value) => typeof value === "number")) return "number";
  return values.every((value) => typeof value === "boolean") ? "boolean" : "string";
}

function scoreColumns(
  records: readonly RunRecord[],
  moment: "final" | "best",
  when: string,
): TrialColumn[] {
  return scoreKeys(records).map((key) => ({
    name: `${moment}_${key}`,
    title: `${moment === "final" ? "Final" : "Best"} ${keyTitle(records, key)}`,
    datatype: "number",
    source: `results.${moment}["${key}"]`,
    description: `${key} ${when}: ${keyWords(records, key)}. Empty where it was not measured.`,
    value: ({ results }) => results[moment][key] ?? null,
  }));
}

/** All splits of a problem with data, measured or not, so that a failed trial changes no column. */
function scoreKeys(records: readonly RunRecord[]): MetricKey[] {
  return orderedKeys(
    records,
    records.flatMap(({ problem, dataset, results }): string[] => [
      problem.selection,
      ...Object.keys(results.final),
      ...Object.keys(results.best),
      ...dataset === null
        ? []
        : SPLITS.flatMap((split) => Object.keys(problem.metrics).map((name) => `${split}/${name}`)),
    ]),
  );
}
