import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { accuracy } from "./accuracy.ts";

Deno.test("accuracy counts examples whose class has the largest score, and refuses values", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const scores = arena.from([1, 2, 3, 9, 1, 2, 0, 5, 1], [3, 3]);
  assertEquals(accuracy.batch!(scores, arena.from([2, 0, 2], [3], "i32")), 2);
  assertThrows(
    () => accuracy.batch!(scores, arena.tensor([3, 3])),
    TypeError,
    "expected class indices",
  );
});
