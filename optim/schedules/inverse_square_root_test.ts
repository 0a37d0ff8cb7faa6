import { assertEquals, assertThrows } from "@std/assert";
import { inverseSquareRoot } from "./inverse_square_root.ts";

Deno.test("inverseSquareRoot: falls from the first step where nothing warms up", () => {
  assertEquals([1, 4, 100].map(inverseSquareRoot({ warmup: 1 })), [1, 0.5, 0.1]);
});

Deno.test("inverseSquareRoot: refuses a warm-up of no step", () => {
  assertThrows(() => inverseSquareRoot({ warmup: 0 }), RangeError, "got 0");
});
