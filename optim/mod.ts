/**
 * The optimizer contract, the catalogue, update rules and schedules.
 *
 * @module
 */
export * from "./catalogue.ts";
export * from "./check_hyperparameters.ts";
export * from "./conformance/conformance.ts";
export * from "./create_optimizer.ts";
export * from "./hyperparameter_help.ts";
export * from "./optimizer_plugin.ts";
export * from "./optimizer_rule.ts";
export * from "./check_plugin.ts";
export * from "./load_module.ts";
export * from "./load_plugin.ts";
export * from "./require_from_context.ts";
export * from "./rule_optimizer.ts";
export * from "./rules/adadelta.ts";
export * from "./rules/adagrad.ts";
export * from "./rules/adam.ts";
export * from "./rules/adamax.ts";
export * from "./rules/adamw.ts";
export * from "./rules/amsgrad.ts";
export * from "./rules/momentum.ts";
export * from "./rules/nadam.ts";
export * from "./rules/nesterov.ts";
export * from "./rules/radam.ts";
export * from "./rules/rmsprop.ts";
export * from "./rules/rmsprop_centered.ts";
export * from "./rules/rmsprop_momentum.ts";
export * from "./rules/rprop.ts";
export * from "./rules/sgd.ts";
export * from "./schedules/constant_rate.ts";
export * from "./schedules/cosine_decay.ts";
export * from "./schedules/exponential_decay.ts";
export * from "./schedules/linear_ramp.ts";
export * from "./schedules/milestone_decay.ts";
export * from "./schedules/multiply_schedules.ts";
export * from "./schedules/one_cycle.ts";
export * from "./schedules/polynomial_decay.ts";
export * from "./schedules/schedule.ts";
export * from "./schedules/step_decay.ts";
export * from "./search_settings.ts";
export * from "./state_tree.ts";
export * from "./with_evaluation_view.ts";
export * from "./wrappers/with_decoupled_weight_decay.ts";
export * from "./wrappers/with_norm_clipping.ts";
export * from "./wrappers/with_value_clipping.ts";
export * from "./wrappers/with_weight_average.ts";
export * from "./wrappers/with_weight_decay.ts";
