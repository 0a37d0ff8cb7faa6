/**
 * Test problems: what is learned, by which model, for how long.
 *
 * @module
 */
export * from "./contract/budget.ts";
export * from "./contract/budget_schedule.ts";
export * from "./contract/schedule_title.ts";
export * from "./autoencoder.ts";
export * from "./board/board_problems.ts";
export * from "./board/board_targets.ts";
export * from "./catalogue.ts";
export * from "./character_model.ts";
export * from "./cifar_resnet.ts";
export * from "./conformance/problem_conformance.ts";
export * from "./conv_net.ts";
export * from "./contract/define_problem.ts";
export * from "./data/balanced_weights.ts";
export * from "./data/class_weights.ts";
export * from "./data/load_shared.ts";
export * from "./data/split.ts";
export * from "./fully_connected.ts";
export * from "./function_problem.ts";
export * from "./gallery_functions.ts";
export * from "./images/halve_images.ts";
export * from "./images/image_data.ts";
export * from "./images/initial_weights.ts";
export * from "./images/input_choices.ts";
export * from "./measures/accuracy.ts";
export * from "./measures/balanced_accuracy.ts";
export * from "./measures/bits_per_character.ts";
export * from "./measures/confusion_matrix.ts";
export * from "./measures/measure.ts";
export * from "./measures/perplexity.ts";
export * from "./measures/root_mean_squared_error.ts";
export * from "./contract/metric.ts";
export * from "./contract/check_options.ts";
export * from "./contract/option.ts";
export type { ProblemPictures } from "./contract/pictures.ts";
export * from "./check_problem.ts";
export * from "./load_problem.ts";
export * from "./contract/problem_choice.ts";
export * from "./contract/problem_plugin.ts";
export * from "./residual_net.ts";
export * from "./supervised/batch.ts";
export * from "./supervised/minibatches.ts";
export * from "./supervised/supervised.ts";
export * from "./text/sample_text.ts";
export * from "./text/trigram_loss.ts";
export * from "./table_classifier.ts";
export * from "./table_regressor.ts";
export * from "./tables/table.ts";
export * from "./two_layer.ts";
