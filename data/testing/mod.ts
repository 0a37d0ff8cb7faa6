/**
 * A small data set for tests and examples.
 *
 * @module
 */
export { sampleDataset } from "./sample_dataset.ts";
