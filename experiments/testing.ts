/**
 * A small dataset and trial for tests and examples.
 *
 * @module
 */
export { sampleDataset, sampleTrial } from "./sample_trial.ts";
