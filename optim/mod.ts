/**
 * The optimizer contract, the catalogue, update rules and schedules.
 *
 * @module
 */
export * from "./optimizer_plugin.ts";
