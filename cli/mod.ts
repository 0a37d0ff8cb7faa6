/**
 * The command line: flags, help, tasks, their errors, and the display of progress.
 *
 * @module
 */
export * from "./choice_flag.ts";
export * from "./closest_word.ts";
export * from "./completions.ts";
export * from "./exit_codes.ts";
export * from "./file_system_failure.ts";
export * from "./flag.ts";
export * from "./format_flags.ts";
export * from "./help_text.ts";
export * from "./interruption.ts";
export * from "./large_files.ts";
export * from "./named_paths.ts";
export * from "./number_flag.ts";
export * from "./parse_flags.ts";
export * from "./print.ts";
export * from "./progress/duration.ts";
export * from "./progress/progress_display.ts";
export * from "./progress/progress_lines.ts";
export * from "./progress/progress_tracker.ts";
export * from "./run_completions.ts";
export * from "./run_narrowed.ts";
export * from "./run_task.ts";
export * from "./switch_flag.ts";
export * from "./task.ts";
export * from "./task_error.ts";
export * from "./text_flag.ts";
export * from "./usual_names.ts";
export * from "./writable_folder.ts";
