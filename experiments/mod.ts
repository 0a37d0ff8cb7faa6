/**
 * The experiments, each a question, its trials and its report.
 *
 * @module
 */
export * from "./catalogue.ts";
export * from "./compare.ts";
export * from "./experiment_task.ts";
export * from "./experiments_task.ts";
