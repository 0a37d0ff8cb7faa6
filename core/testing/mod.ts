/**
 * Known answers of other libraries: their format, a reader of their cases, comparison with what this library computes.
 *
 * @module
 */
export * from "./case_reader.ts";
export * from "./comparison.ts";
export * from "./golden_case.ts";
export * from "../checking/heap_growth.ts";
export * from "./known_answers.ts";
export * from "./option_faults.ts";
export * from "./revive_numbers.ts";
