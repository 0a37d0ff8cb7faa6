import { assert, AssertionError, assertThrows } from "@std/assert";

Deno.test("assert judges by truthiness", () => {
  assert("a");
  assert([]);
  for (const falsy of [false, 0, "", null, undefined, NaN]) {
    assertThrows(() => assert(falsy, "none"), AssertionError, "none");
  }
});
