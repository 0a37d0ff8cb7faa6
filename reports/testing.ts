/**
 * Run records for tests and examples, and a browser to open pages in.
 *
 * @module
 */
export { type Browser, findChromium, type OpenedPage } from "./testing/find_chromium.ts";
export { sampleRecord, sampleRegressionRun, sampleRun } from "./testing/sample_run.ts";
