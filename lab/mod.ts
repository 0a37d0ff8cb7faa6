/**
 * The laboratory: the trainer, trials in a pool of workers, their store, and experiments as programs.
 *
 * @module
 */
export * from "./experiment/chosen_engine.ts";
export * from "./experiment/chosen_problems.ts";
export * from "./experiment/common_flags.ts";
export * from "./experiment/default_optimizers.ts";
export * from "./experiment/earlier_trials.ts";
export * from "./experiment/experiment.ts";
export * from "./experiment/experiment_page.ts";
export * from "./experiment/explain_problem_flag.ts";
export * from "./experiment/final_trials.ts";
export * from "./experiment/hyperparameter_overrides.ts";
export * from "./experiment/image_flags.ts";
export * from "./experiment/image_subset.ts";
export * from "./experiment/images_of.ts";
export * from "./experiment/job_count.ts";
export * from "./experiment/known_optimizers.ts";
export * from "./experiment/known_problems.ts";
export * from "./experiment/laboratory.ts";
export * from "./experiment/log_spaced.ts";
export * from "./experiment/make_trial.ts";
export * from "./experiment/optimizer_help.ts";
export * from "./experiment/option_flag.ts";
export * from "./experiment/problem_flags.ts";
export * from "./experiment/reference_row.ts";
export * from "./experiment/run_experiment.ts";
export * from "./experiment/score_summary.ts";
export * from "./experiment/search_rates.ts";
export * from "./experiment/search_then_judge.ts";
export * from "./experiment/seeds.ts";
export * from "./experiment/select_setting.ts";
export * from "./experiment/whole_steps.ts";
export * from "./identity/graph_digest.ts";
export * from "./identity/module_graph.ts";
export * from "./identity/trial_code_digest.ts";
export * from "./profile/peak_rate.ts";
export * from "./profile/profile_page.ts";
export * from "./profile/profile_rows.ts";
export * from "./profile/profile_trial.ts";
export * from "./profile/step_profiler.ts";
export * from "./profile/trace_json.ts";
export * from "./profile/write_profile.ts";
export * from "./training/checkpoint.ts";
export * from "./training/observe.ts";
export * from "./training/train.ts";
export * from "./trials/build_trial.ts";
export * from "./trials/environment.ts";
export * from "./trials/run_trial.ts";
export * from "./trials/trial.ts";
export * from "./trials/trial_keys.ts";
export * from "./trials/trial_outcome.ts";
export * from "./trials/trial_record.ts";
export * from "./trials/trial_request.ts";
export * from "./trials/trial_runner.ts";
