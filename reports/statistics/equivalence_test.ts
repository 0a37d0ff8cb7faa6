import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { comparePairs, testedDifference } from "./compare_means.ts";
import { testEquivalence } from "./equivalence.ts";

Deno.test("testEquivalence is what the interval of twice the error says", () => {
  const comparison = comparePairs([0.01, -0.02, 0.015, 0.0, 0.01])!;
  for (const margin of [0.005, 0.01, 0.015, 0.02, 0.05]) {
    const { equivalent, interval: [low, high] } = testEquivalence(comparison, { margin });
    assertEquals(equivalent, -margin <= low && high <= margin, String(margin));
  }
});

Deno.test("testEquivalence calls a difference at the margin equivalent in 5 % of cases at most", () => {
  const { probability, equivalent } = testEquivalence(testedDifference(0.1, 0.01, 8)!, {
    margin: 0.1,
  });
  assertAlmostEquals(probability, 0.5, 1e-12);
  assert(!equivalent);
});
