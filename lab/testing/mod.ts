/**
 * A small trial, a laboratory that trains nothing, and texts of plugins, for tests and examples.
 *
 * @module
 */
export {
  type FakeLaboratory,
  fakeLaboratory,
  type FakeOutcome,
  type FakeRows,
} from "./_fake_laboratory.ts";
export { type FakeRun, fakeRun } from "./_fake_run.ts";
export { hasBlas } from "./_has_blas.ts";
export { pluginText } from "./_plugin_text.ts";
export { problemText } from "./_problem_text.ts";
export { sampleData, sampleTrial } from "./sample_trial.ts";
export { type ConsoleOutput, runInFolder } from "./_run_in_folder.ts";
