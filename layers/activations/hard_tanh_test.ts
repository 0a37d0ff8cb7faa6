import { assertThrows } from "@std/assert";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { hardTanh } from "./hard_tanh.ts";

Deno.test("hardTanh is the reference implementation", () => {
  assertMatchesReference(hardTanh({ min: -2, max: 0.5 }), {
    value: (x) => Math.min(Math.max(x, -2), 0.5),
    slope: (x) => x > -2 && x < 0.5 ? 1 : 0,
  });
});

Deno.test("hardTanh keeps NaN and infinity", () => {
  assertKeepsNaN(hardTanh());
});

Deno.test("hardTanh refuses limits that leave nothing between them", () => {
  for (const [min, max] of [[1, 1], [2, 1], [NaN, 1], [0, Infinity]]) {
    assertThrows(() => hardTanh({ min, max }), RangeError, `got ${min} and ${max}`);
  }
});
