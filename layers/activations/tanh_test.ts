import { assertKeepsNaN, assertMatchesTwin } from "./_activation_checks.ts";
import { tanh } from "./tanh.ts";

Deno.test("tanh is the plain twin, in its slope to the last digits of its tails", () => {
  assertMatchesTwin(tanh(), { value: Math.tanh, slope: (x) => Math.cosh(x) ** -2 }, 1e-30);
});

Deno.test("tanh keeps NaN and infinity", () => {
  assertKeepsNaN(tanh());
});
