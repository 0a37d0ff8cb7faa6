import { assertEquals, assertNotEquals } from "@std/assert";
import { canonicalJson } from "./canonical_json.ts";

Deno.test("canonicalJson does not depend on the order of keys, and on that of lists", () => {
  assertEquals(canonicalJson({ a: 1, b: { d: 2, c: 3 } }), '{"a":1,"b":{"c":3,"d":2}}');
  assertEquals(
    canonicalJson({ b: { c: 3, d: 2 }, a: 1 }),
    canonicalJson({ a: 1, b: { d: 2, c: 3 } }),
  );
  assertNotEquals(canonicalJson([1, 2]), canonicalJson([2, 1]));
});
