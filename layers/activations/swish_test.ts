import { assertThrows } from "@std/assert";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { swish } from "./swish.ts";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test("swish is the reference implementation at its initial slope", () => {
  assertMatchesReference(swish({ initial: 1.5 }), {
    value: (x) => x * logistic(1.5 * x),
    slope: (x) => logistic(1.5 * x) * (1 + 1.5 * x * logistic(-1.5 * x)),
  }, 1);
});

Deno.test("swish keeps NaN and infinity", () => {
  assertKeepsNaN(swish());
});

Deno.test("swish refuses an initial slope that is not finite", () => {
  assertThrows(() => swish({ initial: Infinity }), RangeError, "expected initial to be finite");
});
