import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { relu6 } from "./relu6.ts";

Deno.test("relu6 is the reference implementation", () => {
  assertMatchesReference(relu6(), {
    value: (x) => Math.min(Math.max(x, 0), 6),
    slope: (x) => x > 0 && x < 6 ? 1 : 0,
  });
});

Deno.test("relu6 keeps NaN and infinity", () => {
  assertKeepsNaN(relu6());
});
