/**
 * Run records, and turning them into CSV and HTML. Running writes records; everything else here only
 * reads them, and knows nothing of training.
 *
 * @module
 */
export * from "./run_record.ts";
export * from "./metrics_row.ts";
export * from "./run_folder.ts";
export * from "./write_atomically.ts";
export * from "./csv/trials_csv.ts";
export * from "./csv/metrics_csv.ts";
export * from "./statistics/summarize.ts";
export * from "./statistics/compare_means.ts";
