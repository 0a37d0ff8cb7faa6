import type { Run } from "../record/run_folder.ts";
import { confusionCsvParts } from "./confusion_csv.ts";
import { type CsvDialect, STANDARD_CSV } from "./csv_dialect.ts";
import { csvSchema } from "./csv_schema.ts";
import { metricsCsvParts } from "./metrics_csv.ts";
import { trialsCsvParts } from "./trials_csv.ts";

/**
 * The files that lie beside a report's page, by name, `confusion.csv` where there are classes; the texts in parts are made while they are written.
 *
 * @category CSV files
 */
export interface CsvFiles extends Readonly<Record<string, Iterable<string>>> {
  /** One row for each trial. */
  readonly "trials.csv": Iterable<string>;
  /** One row for each evaluation. */
  readonly "metrics.csv": Iterable<string>;
  /** The schema of all. */
  readonly "csv-metadata.json": string;
}

/**
 * The data of a report as files, for {@linkcode writePage}: {@linkcode trialsCsv}, {@linkcode metricsCsv},
 * {@linkcode confusionCsv} where there are classes, and, as `csv-metadata.json`, the {@linkcode csvSchema} of all.
 *
 * @category CSV files
 * @param runs Trials, in the order of their rows; {@linkcode readRuns} sorts them.
 * @param dialect How they are written; default RFC 4180.
 * @returns The files' contents by name.
 * @throws {RangeError} When two trials have one id.
 *
 * @example
 * ```ts
 * import { compareReport, csvFiles, writePage } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const runs = [sampleRun()];
 * await writePage(folder, compareReport(runs), csvFiles(runs));
 * assertStringIncludes(await Deno.readTextFile(`${folder}/csv-metadata.json`), "ns/csvw");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function csvFiles(runs: readonly Run[], dialect: CsvDialect = STANDARD_CSV): CsvFiles {
  const confusion = confusionCsvParts(runs, dialect);
  return {
    "trials.csv": trialsCsvParts(runs, dialect),
    "metrics.csv": metricsCsvParts(runs, dialect),
    ...(confusion === null ? {} : { "confusion.csv": confusion }),
    "csv-metadata.json": JSON.stringify(csvSchema(runs, dialect), null, 2) + "\n",
  };
}
