import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { softsign } from "./softsign.ts";

Deno.test("softsign is the reference implementation", () => {
  assertMatchesReference(softsign(), {
    value: (x) => x / (1 + Math.abs(x)),
    slope: (x) => (1 / (1 + Math.abs(x))) ** 2,
  });
});

Deno.test("softsign keeps NaN and infinity", () => {
  assertKeepsNaN(softsign());
});
