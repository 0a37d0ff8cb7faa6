import { assertThrows } from "@std/assert";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { celu } from "./celu.ts";

Deno.test("celu is the reference implementation", () => {
  assertMatchesReference(celu({ alpha: 0.7 }), {
    value: (x) => x > 0 ? x : 0.7 * Math.expm1(x / 0.7),
    slope: (x) => x > 0 ? 1 : Math.exp(x / 0.7),
  });
});

Deno.test("celu keeps NaN and infinity", () => {
  assertKeepsNaN(celu());
});

Deno.test("celu refuses an alpha of 0", () => {
  assertThrows(() => celu({ alpha: 0 }), RangeError, "expected alpha to be finite and above 0");
});
