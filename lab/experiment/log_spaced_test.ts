import { assertEquals, assertThrows } from "@std/assert";
import { logSpaced } from "./log_spaced.ts";

Deno.test("logSpaced has both ends and equal ratios, rising or falling", () => {
  assertEquals(logSpaced(1, 8, 4), [1, 2, 4, 8]);
  assertEquals(logSpaced(8, 1, 4), [8, 4, 2, 1]);
  assertEquals(logSpaced(3, 3, 2), [3, 3]);
});

Deno.test("logSpaced refuses what has no logarithm or no steps", () => {
  const cases: [number, number, number][] = [[0, 1, 3], [1, -1, 3], [1, 2, 1], [1, 2, 2.5]];
  for (const args of cases) {
    assertThrows(() => logSpaced(...args), RangeError, "logSpaced: expected");
  }
});
