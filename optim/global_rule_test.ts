import { assertNormalized, normalizedRule } from "./_normalized_rule.ts";
import { globalRule } from "./global_rule.ts";

Deno.test("globalRule: measures all tensors together, keeps its numbers, and spares what does not decay", () => {
  assertNormalized(globalRule(normalizedRule), {
    lengths: [13, 13],
    numbers: { length: 1 / 13, sums: 11 + 19 + 3 },
  });
});
