/**
 * A stand-in for `jsr:@std/assert` on machines that cannot reach JSR: the same names and signatures
 * for what Descent uses, over `node:assert` and `npm:es-toolkit`. The root `deno.json` points here by
 * `links`; without that line the real package is used.
 *
 * @module
 */
export { AssertionError } from "./assertion_error.ts";
export { assert } from "./assert.ts";
export { assertEquals, assertNotEquals, assertStrictEquals } from "./equality.ts";
export {
  assertAlmostEquals,
  assertGreater,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
} from "./order.ts";
export { assertInstanceOf, assertMatch, assertStringIncludes } from "./content.ts";
export { assertRejects, assertThrows } from "./errors.ts";
