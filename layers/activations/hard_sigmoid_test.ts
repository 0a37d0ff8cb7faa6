import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { hardSigmoid } from "./hard_sigmoid.ts";

Deno.test("hardSigmoid is the reference implementation", () => {
  assertMatchesReference(hardSigmoid(), {
    value: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
    slope: (x) => Math.abs(x) < 3 ? 1 / 6 : 0,
  }, 1);
});

Deno.test("hardSigmoid keeps NaN and infinity", () => {
  assertKeepsNaN(hardSigmoid());
});
