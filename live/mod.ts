/**
 * The live page: trials as they run, served to this machine's browser, with the sections, charts and colours of reports.
 *
 * @module
 */
export * from "./trials/trial_watch.ts";
export * from "./trials/live_trials.ts";
export * from "./content/live_curves.ts";
export * from "./content/live_progress.ts";
export * from "./content/live_results.ts";
export * from "./content/lost_trials.ts";
export * from "./content/part_log.ts";
export * from "./store/running_trials.ts";
export * from "./store/store_watch.ts";
export * from "./server/duty_timer.ts";
export * from "./server/event_streams.ts";
export * from "./server/live_handler.ts";
export * from "./server/live_server.ts";
export * from "./server/request_check.ts";
