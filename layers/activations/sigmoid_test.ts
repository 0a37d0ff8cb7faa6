import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { sigmoid } from "./sigmoid.ts";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test("sigmoid is the reference implementation, in its slope to the last digits of its tails", () => {
  assertMatchesReference(sigmoid(), {
    value: logistic,
    slope: (x) => logistic(x) * logistic(-x),
  }, 1e-30);
});

Deno.test("sigmoid keeps NaN and infinity", () => {
  assertKeepsNaN(sigmoid());
});
