/**
 * A small plan of a benchmark and made-up trials, for tests and examples.
 *
 * @module
 */
export { libraryPath } from "./_library_path.ts";
export { samplePlan, sampleTrials } from "./_sample_board.ts";
export { sampleBoardData } from "./_sample_board_data.ts";
