import { assertNormalized, normalizedRule } from "./_normalized_rule.ts";
import { tensorRule } from "./tensor_rule.ts";

Deno.test("tensorRule: measures each tensor, keeps its numbers, and spares what does not decay", () => {
  assertNormalized(tensorRule(normalizedRule), {
    lengths: [5, 12],
    numbers: {
      a: { length: 1 / 5, sums: -1 + 7 + 2 },
      b: { length: 1 / 12, sums: 12 + 12 + 1 },
    },
  });
});
