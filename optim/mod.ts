/**
 * The optimizer contract, the catalogue, update rules and schedules.
 *
 * @module
 */
export * from "./adam.ts";
export * from "./catalogue.ts";
export * from "./check_hyperparameters.ts";
export * from "./conformance/conformance.ts";
export * from "./create_optimizer.ts";
export * from "./hyperparameter_help.ts";
export * from "./momentum.ts";
export * from "./nesterov.ts";
export * from "./optimizer_plugin.ts";
export * from "./optimizer_rule.ts";
export * from "./plugins/check_plugin.ts";
export * from "./plugins/load_plugin.ts";
export * from "./rmsprop.ts";
export * from "./rule_optimizer.ts";
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
export * from "./sgd.ts";
export * from "./state_tree.ts";
export * from "./wrappers/with_decoupled_weight_decay.ts";
export * from "./wrappers/with_norm_clipping.ts";
export * from "./wrappers/with_value_clipping.ts";
export * from "./wrappers/with_weight_decay.ts";
