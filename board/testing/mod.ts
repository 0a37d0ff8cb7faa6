/**
 * A small plan of a benchmark and made-up trials, for tests and examples.
 *
 * @module
 */
export { samplePlan, sampleTrials } from "./sample_board.ts";
export { sampleBoardData } from "./sample_board_data.ts";
