/**
 * Run records for tests and examples.
 *
 * @module
 */
export { sampleRecord, sampleRun } from "./sample_run.ts";
