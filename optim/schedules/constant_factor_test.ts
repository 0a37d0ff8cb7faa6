import { assertEquals, assertThrows } from "@std/assert";
import { constantFactor } from "./constant_factor.ts";

Deno.test("constantFactor: holds for its steps, or for all", () => {
  assertEquals([1, 5, 6].map(constantFactor({ factor: 0.5, steps: 5 })), [0.5, 0.5, 1]);
  assertEquals([1, 1e6].map(constantFactor({ factor: 0.5 })), [0.5, 0.5]);
  assertEquals(constantFactor()(1), 1 / 3);
});

Deno.test("constantFactor: refuses a negative factor and no steps", () => {
  assertThrows(() => constantFactor({ factor: -1 }), RangeError, "factor");
  assertThrows(() => constantFactor({ steps: 0 }), RangeError, "steps");
});
