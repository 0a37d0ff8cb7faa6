import { assertThrows } from "@std/assert";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { leakyRelu } from "./leaky_relu.ts";

Deno.test("leakyRelu is the reference implementation", () => {
  for (const negativeSlope of [0.01, 0.3, 0, -1]) {
    assertMatchesReference(leakyRelu({ negativeSlope }), {
      value: (x) => x > 0 ? x : negativeSlope * x,
      slope: (x) => x > 0 ? 1 : negativeSlope,
    });
  }
});

Deno.test("leakyRelu keeps NaN and infinity", () => {
  assertKeepsNaN(leakyRelu());
});

Deno.test("leakyRelu refuses an infinite slope", () => {
  assertThrows(() => leakyRelu({ negativeSlope: Infinity }), RangeError, "got Infinity; try 0.01");
});
