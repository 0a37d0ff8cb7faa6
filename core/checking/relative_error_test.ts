import { assertEquals, assertThrows } from "@std/assert";
import { relativeError } from "./relative_error.ts";

Deno.test("relativeError never lets a NaN pass", () => {
  assertEquals(relativeError([NaN], [NaN]), Infinity);
  assertEquals(relativeError([1], [Infinity]), Infinity);
  assertEquals(relativeError([], []), 0);
  assertThrows(() => relativeError([1], []), TypeError, "got 1 and 0");
});
