/**
 * Test problems: what is learned, by which model, for how long.
 *
 * @module
 */
export * from "./budget.ts";
export * from "./budget_schedule.ts";
export * from "./catalogue.ts";
export * from "./character_model.ts";
export * from "./conv_net.ts";
export * from "./define_problem.ts";
export * from "./fully_connected.ts";
export * from "./function_problem.ts";
export * from "./images/image_data.ts";
export * from "./images/initial_weights.ts";
export * from "./images/input_choices.ts";
export * from "./measures/accuracy.ts";
export * from "./measures/measure.ts";
export * from "./measures/perplexity.ts";
export * from "./measures/root_mean_squared_error.ts";
export * from "./metric.ts";
export * from "./options/check_options.ts";
export * from "./options/option.ts";
export * from "./plugins/check_problem.ts";
export * from "./plugins/load_problem.ts";
export * from "./problem_choice.ts";
export * from "./problem_plugin.ts";
export * from "./residual_net.ts";
export * from "./supervised/supervised.ts";
export * from "./two_layer.ts";
export * from "./conformance/stub.ts";
