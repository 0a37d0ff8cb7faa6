import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { mish } from "./mish.ts";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const gate = (x: number) => x > 30 ? 1 : Math.tanh(Math.log1p(Math.exp(x)));

Deno.test("mish is the reference implementation", () => {
  assertMatchesReference(mish(), {
    value: (x) => x * gate(x),
    slope: (x) => gate(x) + x * (1 - gate(x) ** 2) * logistic(x),
  }, 1);
});

Deno.test("mish keeps NaN and infinity", () => {
  assertKeepsNaN(mish());
});
