import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { silu } from "./silu.ts";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test("silu is the reference implementation", () => {
  assertMatchesReference(silu(), {
    value: (x) => x * logistic(x),
    slope: (x) => logistic(x) * (1 + x * logistic(-x)),
  }, 1);
});

Deno.test("silu keeps NaN and infinity", () => {
  assertKeepsNaN(silu());
});
