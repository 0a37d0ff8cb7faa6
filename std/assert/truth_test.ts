import { assert, assertExists, assertFalse, AssertionError, assertThrows, fail } from "@std/assert";

Deno.test("assert and assertFalse judge by truthiness", () => {
  assert("a");
  assertFalse(0);
  assertThrows(() => assert(0, "none"), AssertionError, "none");
  assertThrows(() => assertFalse("a", "some"), AssertionError, "some");
});

Deno.test("assertExists lets all values but null and undefined pass", () => {
  assertExists(0);
  assertExists("");
  assertThrows(() => assertExists(null), AssertionError);
  assertThrows(() => assertExists(undefined, "the row"), AssertionError, "the row");
});

Deno.test("fail throws", () => {
  assertThrows(() => fail("here"), AssertionError, "here");
});
