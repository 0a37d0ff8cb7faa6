import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { trapezoid } from "./trapezoid.ts";

Deno.test("trapezoid: a floor after the end, a square root on the way, and no decay at all", () => {
  assertEquals([4, 5, 99].map(trapezoid({ steps: 4, decay: 2, floor: 0.5 })), [0.75, 0.5, 0.5]);
  const root = trapezoid({ steps: 4, decay: 4, shape: "square-root" });
  assertAlmostEquals(root(2), 1 - Math.sqrt(0.25), 1e-15);
  assertEquals([1, 4].map(trapezoid({ steps: 4, decay: 0 })), [1, 1]);
  assertEquals([8, 9, 10].map(trapezoid({ steps: 10 })), [1, 1, 0.5]);
});

Deno.test("trapezoid: refuses more warm-up and decay than steps, and a shape that is none", () => {
  assertThrows(() => trapezoid({ steps: 4, warmup: 3, decay: 2 }), RangeError, "got 3 and 2");
  const shape = "cubic" as "linear";
  assertThrows(() => trapezoid({ steps: 4, shape }), TypeError, `got "cubic"`);
});
