import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { hardSwish } from "./hard_swish.ts";

Deno.test("hardSwish is the reference implementation", () => {
  assertMatchesReference(hardSwish(), {
    value: (x) => x * (Math.min(Math.max(x + 3, 0), 6) / 6),
    slope: (x) => x < -3 ? 0 : x > 3 ? 1 : x / 3 + 0.5,
  }, 1);
});

Deno.test("hardSwish keeps NaN and infinity", () => {
  assertKeepsNaN(hardSwish());
});
