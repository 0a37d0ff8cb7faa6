/**
 * Datasets, test problems, the trainer, trials in a pool of workers, and the command line.
 *
 * @module
 */
export * from "./command_line/choice_flag.ts";
export * from "./command_line/closest_word.ts";
export * from "./command_line/flag.ts";
export * from "./command_line/help_text.ts";
export * from "./command_line/number_flag.ts";
export * from "./command_line/parse_flags.ts";
export * from "./command_line/run_task.ts";
export * from "./command_line/switch_flag.ts";
export * from "./command_line/task.ts";
export * from "./command_line/task_error.ts";
export * from "./command_line/text_flag.ts";
export * from "./datasets/data_directory.ts";
export * from "./datasets/dataset.ts";
export * from "./datasets/idx.ts";
export * from "./datasets/idx_dataset.ts";
export * from "./datasets/idx_sources.ts";
export * from "./datasets/pixel_mean.ts";
export * from "./progress/duration.ts";
export * from "./progress/progress_display.ts";
export * from "./progress/progress_lines.ts";
export * from "./progress/progress_tracker.ts";
