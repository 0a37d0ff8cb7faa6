/**
 * Run records for tests and examples, and a browser to open pages in.
 *
 * @module
 */
export { askPage, type PageAnswer } from "./testing/ask_page.ts";
export { type Browser, findChromium, type OpenedPage } from "./testing/find_chromium.ts";
export { pageOfEveryKind } from "./testing/page_of_every_kind.ts";
export { sampleRecord, sampleRegressionRun, sampleRun } from "./testing/sample_run.ts";
export { syntheticRuns } from "./testing/synthetic_runs.ts";
