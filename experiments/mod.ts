/**
 * The experiments, each a question, its trials and its report.
 *
 * @module
 */
export * from "./catalogue.ts";
export * from "./compare.ts";
export * from "./compare/chosen_problems.ts";
export * from "./compare/explain_problem_flag.ts";
export * from "./compare/problem_flags.ts";
export * from "./experiment_task.ts";
export * from "./experiments_task.ts";
