import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { logSigmoid } from "./log_sigmoid.ts";

Deno.test("logSigmoid is the reference implementation", () => {
  assertMatchesReference(logSigmoid(), {
    value: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
    slope: (x) => 1 / (1 + Math.exp(x)),
  });
});

Deno.test("logSigmoid keeps NaN and infinity", () => {
  assertKeepsNaN(logSigmoid());
});
