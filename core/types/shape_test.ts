import { assert, assertEquals, assertThrows } from "@std/assert";
import { checkShape, formatShape, sameShape, sizeOf } from "./shape.ts";

Deno.test("A scalar has one element and an empty extent none", () => {
  assertEquals(sizeOf([]), 1);
  assertEquals(sizeOf([4, 0, 3]), 0);
  assertEquals(sizeOf([4, 3]), 12);
});

Deno.test("Shapes differ by rank, order and extent", () => {
  assert(sameShape([2, 3], [2, 3]));
  assert(!sameShape([2, 3], [3, 2]));
  assert(!sameShape([2], [2, 1]));
});

Deno.test("Messages name who asked and print the shape", () => {
  assertEquals(formatShape(["N", 3]), "[N, 3]");
  assertThrows(() => checkShape("Flatten", [2, NaN]), RangeError, "Flatten: ");
  checkShape("Flatten", [0, 2]);
});
