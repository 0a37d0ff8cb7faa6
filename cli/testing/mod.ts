/**
 * Permissions and folders of tests.
 *
 * @module
 */
export { FILES, isPermitted, withTemporaryFolder } from "./_permissions.ts";
