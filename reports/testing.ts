/**
 * Run records and pages for tests and examples.
 *
 * @module
 */
export { pageOfEveryKind } from "./testing/page_of_every_kind.ts";
export { sampleRecord, sampleRegressionRun, sampleRun } from "./testing/sample_run.ts";
export {
  syntheticFunctionRuns,
  syntheticRegressionRuns,
  syntheticRuns,
} from "./testing/synthetic_runs.ts";
