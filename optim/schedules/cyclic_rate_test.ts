import { assertEquals, assertThrows } from "@std/assert";
import { cyclicRate } from "./cyclic_rate.ts";

Deno.test("cyclicRate: rises and falls by its own lengths, lower from cycle to cycle", () => {
  const schedule = cyclicRate({ rise: 1, fall: 2, shrink: 0.5 });
  assertEquals([1, 2, 3, 4, 5, 6, 7, 8].map(schedule), [0, 1, 0.5, 0, 0.5, 0.25, 0, 0.25]);
  const decaying = cyclicRate({ rise: 1, decay: 0.5 });
  assertEquals([1, 2, 3, 4].map(decaying), [0, 0.5, 0, 0.125]);
});

Deno.test("cyclicRate: refuses a rise of no step and a negative floor", () => {
  assertThrows(() => cyclicRate({ rise: 0 }), RangeError, "rise");
  assertThrows(() => cyclicRate({ rise: 1, floor: -1 }), RangeError, "floor");
});
