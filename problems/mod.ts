/**
 * Test problems: what is learned, by which network, for how long.
 *
 * @module
 */
export * from "./catalogue.ts";
export * from "./conv_net_problem.ts";
export * from "./course_problem.ts";
export * from "./network_choice.ts";
export * from "./problem.ts";
export * from "./problem_network.ts";
export * from "./problem_schedule.ts";
export * from "./residual_net.ts";
export * from "./two_layer.ts";
