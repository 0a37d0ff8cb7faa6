import type { Run } from "../record/run_folder.ts";
import { confusionColumns } from "./_confusion_columns.ts";
import type { CsvColumn } from "./_csv_column.ts";
import { type CsvDialect, STANDARD_CSV } from "./csv_dialect.ts";
import { distinctTrials } from "./_distinct_trials.ts";
import { evaluationColumns } from "./_evaluation_columns.ts";
import { trialColumns } from "./_trial_columns.ts";

/**
 * A column as CSVW describes it.
 *
 * @category CSV files
 */
export interface CsvSchemaColumn {
  /** Its name in the file's header. */
  readonly name: string;
  /** Its name, then a title for people. */
  readonly titles: readonly string[];
  /**
   * The type of its values: `"number"`, `"integer"`, `"string"`, `"boolean"`, `"dateTime"`; of numbers with another decimal
   * separator that too.
   */
  readonly datatype: string | {
    readonly base: string;
    readonly format: { readonly decimalChar: string };
  };
  /** Where the run record or the trial's own `metrics.csv` has the value. */
  readonly "dc:source": string;
  /** The meaning of its values, their unit, and when a cell is empty. */
  readonly "dc:description": string;
  /** Whether every row has a value. */
  readonly required?: boolean;
  /** The character between the values of a list. */
  readonly separator?: string;
}

/**
 * A CSV file as CSVW describes it.
 *
 * @category CSV files
 */
export interface CsvSchemaTable {
  /** The file's name, beside the schema. */
  readonly url: string;
  /** Its title for people. */
  readonly "dc:title": string;
  /** The meaning of a row. */
  readonly "dc:description": string;
  /** Its columns and keys. */
  readonly tableSchema: {
    readonly columns: readonly CsvSchemaColumn[];
    readonly primaryKey?: string;
    readonly foreignKeys?: readonly {
      readonly columnReference: string;
      readonly reference: { readonly resource: string; readonly columnReference: string };
    }[];
  };
}

/**
 * The CSV files of a report as CSVW describes them.
 *
 * @category CSV files
 */
export interface CsvSchema {
  /** The vocabulary, and the language of titles and descriptions. */
  readonly "@context": readonly [string, { readonly "@language": string }];
  /** How the files are written, where that is not RFC 4180. */
  readonly dialect?: { readonly delimiter: string };
  /** The files. */
  readonly tables: readonly CsvSchemaTable[];
}

/**
 * Describes {@linkcode trialsCsv}, {@linkcode metricsCsv} and {@linkcode confusionCsv} of some trials in the W3C's vocabulary for CSV files,
 * for `csv-metadata.json`. It is made from the columns that the files are written from.
 *
 * @category CSV files
 * @param runs The trials that the files are written from.
 * @param dialect How they are written; default RFC 4180.
 * @returns The schema, as plain data.
 * @throws {RangeError} When two trials have one id.
 *
 * @example It says what the best scores are the best of
 * ```ts
 * import { csvSchema } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const [trials] = csvSchema([sampleRun()]).tables;
 * const column = trials.tableSchema.columns.find(({ name }) => name === "best_train_loss")!;
 * assertStringIncludes(column["dc:description"], "the highest validation/accuracy");
 * ```
 *
 * J. Tennison, G. Kellogg, "Metadata Vocabulary for Tabular Data", W3C Recommendation, 2015.
 */
export function csvSchema(runs: readonly Run[], dialect: CsvDialect = STANDARD_CSV): CsvSchema {
  const trials = distinctTrials(runs);
  return {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    ...dialect.delimiter === "," ? {} : { dialect: { delimiter: dialect.delimiter } },
    tables: [
      {
        url: "trials.csv",
        "dc:title": "Trials",
        "dc:description": "One row for each trial: a problem, an optimizer, a setting and a seed.",
        tableSchema: {
          columns: trialColumns(trials.map(({ record }) => record))
            .map((column) => describe(column, dialect)),
          primaryKey: "trial_id",
        },
      },
      {
        url: "metrics.csv",
        "dc:title": "Metrics",
        "dc:description":
          "One row for each evaluation of a trial, in order. In the last row of a " +
          "trial that diverged, values may be INF, -INF or NaN.",
        tableSchema: {
          columns: evaluationColumns(trials).map((column) => describe(column, dialect)),
          foreignKeys: OF_TRIAL,
        },
      },
      ...trials.every(({ record }) => record.confusion === null) ? [] : [{
        url: "confusion.csv",
        "dc:title": "Confusion matrices",
        "dc:description":
          "One row for each cell of the confusion matrix of a trial whose problem has classes: " +
          "how many test examples of one class were taken for another, or for their own.",
        tableSchema: {
          columns: confusionColumns().map((column) => describe(column, dialect)),
          foreignKeys: OF_TRIAL,
        },
      }],
    ],
  };
}

const OF_TRIAL: NonNullable<CsvSchemaTable["tableSchema"]["foreignKeys"]> = [{
  columnReference: "trial_id",
  reference: { resource: "trials.csv", columnReference: "trial_id" },
}];

function describe<Row>(
  { name, title, datatype, source, description, required, separator }: CsvColumn<Row>,
  { decimal }: CsvDialect,
): CsvSchemaColumn {
  return {
    name,
    // A validator compares the header with the titles, so the name is the first of them.
    titles: [name, title],
    datatype: datatype === "number" && decimal !== "."
      ? { base: datatype, format: { decimalChar: decimal } }
      : datatype,
    "dc:source": source,
    "dc:description": description,
    ...(required === undefined ? {} : { required }),
    ...(separator === undefined ? {} : { separator }),
  };
}
