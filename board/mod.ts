/**
 * The benchmark of optimizers: its protocol as plain data, its trials, their statistics and its report.
 *
 * @module
 */
export * from "./analysis/analyze_board.ts";
export * from "./analysis/budget_ranks.ts";
export * from "./analysis/judged_losses.ts";
export * from "./analysis/normalized_scores.ts";
export * from "./analysis/on_problem.ts";
export * from "./analysis/over_problems.ts";
export * from "./analysis/search_outcomes.ts";
export * from "./analysis/spent_evaluations.ts";
export * from "./analysis/target_times.ts";
export * from "./analysis/time_ratios.ts";
export * from "./analysis/tuning_curves.ts";
export * from "./lab.ts";
export * from "./protocol/board_plan.ts";
export * from "./protocol/fastest_settings.ts";
export * from "./protocol/interleaved.ts";
export * from "./protocol/make_plan.ts";
export * from "./protocol/planned_rule.ts";
export * from "./protocol/preset.ts";
export * from "./protocol/prior_rate.ts";
export * from "./protocol/rule_budget.ts";
export * from "./protocol/rule_reductions.ts";
export * from "./protocol/rule_search.ts";
export * from "./protocol/run_board.ts";
export * from "./protocol/time_to_loss.ts";
export * from "./protocol/time_to_target.ts";
export * from "./protocol/track_schedules.ts";
export * from "./report/bibliography.ts";
export * from "./report/board_data.ts";
export * from "./report/board_page.ts";
export * from "./report/board_pages.ts";
export * from "./report/findings.ts";
export * from "./report/gallery_page.ts";
export * from "./report/methods_page.ts";
export * from "./report/problem_page.ts";
export * from "./report/rule_page.ts";
export * from "./report/state_bytes.ts";
export * from "./tasks/chosen_rules.ts";
export * from "./tasks/join_baseline.ts";
export * from "./tasks/lab_values.ts";
export * from "./tasks/measured_costs.ts";
export * from "./tasks/preset_problems.ts";
export * from "./tasks/step_costs.ts";
export * from "./tasks/run_baseline.ts";
export * from "./tasks/run_priors.ts";
export * from "./tasks/run_verify.ts";
export * from "./tasks/verify_trials.ts";
export * from "./trials/board_files.ts";
export * from "./trials/board_schema.ts";
export * from "./trials/board_trial.ts";
export * from "./trials/read_board.ts";
