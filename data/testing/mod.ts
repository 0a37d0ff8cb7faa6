/**
 * A small data set for tests and examples, and files of every format, sound and damaged.
 *
 * @module
 */
export { sampleDataset } from "./sample_dataset.ts";
export { type FuzzOptions, type FuzzOutcome, fuzzReaders } from "./fuzz_readers.ts";
export { LARGE_KINDS, type LargeRead, measureLargeFile } from "./measure_large_file.ts";
export { SAMPLE_FILES, type SampleFile } from "./sample_files.ts";
