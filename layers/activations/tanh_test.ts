import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { tanh } from "./tanh.ts";

Deno.test("tanh is the reference implementation, in its slope to the last digits of its tails", () => {
  assertMatchesReference(tanh(), { value: Math.tanh, slope: (x) => Math.cosh(x) ** -2 }, 1e-30);
});

Deno.test("tanh keeps NaN and infinity", () => {
  assertKeepsNaN(tanh());
});
