import { createEngine } from "@descent/core";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { RowViews } from "./row_views.ts";

Deno.test("RowViews makes one view for each count, on the same memory, and none beyond the tensor", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const whole = arena.tensor([3, 2], "i32"), views = new RowViews(whole);
  assertStrictEquals(views.first(3), whole);
  const two = views.first(2);
  assertStrictEquals(views.first(2), two);
  assertEquals(two.shape, [2, 2]);
  two.data[3] = 7;
  assertEquals([...whole.data], [0, 0, 0, 7, 0, 0]);
  assertThrows(() => views.first(4), RangeError, "rows");
});
