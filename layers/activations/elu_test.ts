import { assertThrows } from "@std/assert";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { elu } from "./elu.ts";

Deno.test("elu is the reference implementation", () => {
  for (const alpha of [1, 0.3, 2.5]) {
    assertMatchesReference(elu({ alpha }), {
      value: (x) => x > 0 ? x : alpha * Math.expm1(x),
      slope: (x) => x > 0 ? 1 : alpha * Math.exp(x),
    });
  }
});

Deno.test("elu keeps NaN and infinity", () => {
  assertKeepsNaN(elu());
});

Deno.test("elu refuses an alpha that is not finite", () => {
  assertThrows(() => elu({ alpha: NaN }), RangeError, "expected alpha to be finite, got NaN");
});
