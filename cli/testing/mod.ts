/**
 * Permissions, folders and a clock of tests.
 *
 * @module
 */
export { jumpingClock } from "./_jumping_clock.ts";
export { FILES, isPermitted, withTemporaryFolder } from "./_permissions.ts";
