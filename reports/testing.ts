/**
 * Run records for tests and examples, and a browser to open pages in.
 *
 * @module
 */
export { type Browser, findChromium, type OpenedPage } from "./find_chromium.ts";
export { sampleRecord, sampleRegressionRun, sampleRun } from "./sample_run.ts";
