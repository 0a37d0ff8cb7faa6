/**
 * Run records as they lie on disk: their type, and reading and writing them. It needs nothing of the reports, so that
 * training does not load those.
 *
 * @module
 */
export * from "./metric.ts";
export * from "./score_title.ts";
export * from "./landscape_record.ts";
export * from "./run_record.ts";
export * from "./parse_run_record.ts";
export * from "./metrics_row.ts";
export * from "./stringify_metrics.ts";
export * from "./parse_metrics.ts";
export * from "./parse_running_trial.ts";
export * from "./running_file.ts";
export * from "./run_files.ts";
export * from "./run_folder.ts";
export * from "./remove_leftovers.ts";
export { writeAtomically } from "./write_atomically.ts";
