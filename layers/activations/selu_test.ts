import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { selu } from "./selu.ts";

// λ and α from their definition in the paper, with 17 digits.
const scale = 1.0507009873554804934, alpha = 1.6732632423543772848;

Deno.test("selu is the reference implementation", () => {
  assertMatchesReference(selu(), {
    value: (x) => scale * (x > 0 ? x : alpha * Math.expm1(x)),
    slope: (x) => scale * (x > 0 ? 1 : alpha * Math.exp(x)),
  });
});

Deno.test("selu keeps NaN and infinity", () => {
  assertKeepsNaN(selu());
});
