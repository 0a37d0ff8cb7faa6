import { assertAlmostEquals, assertGreater } from "@std/assert";
import { detectableDifference, requiredRuns } from "./detectable_difference.ts";

Deno.test("detectableDifference and requiredRuns say the same of many runs", () => {
  const options = { standardDeviation: 0.19, correlation: 0.15, comparisons: 6 };
  const difference = detectableDifference(10_000, options);
  assertAlmostEquals(requiredRuns(difference, options), 10_000, 10);
});

Deno.test("detectableDifference falls with runs, and grows with comparisons and power", () => {
  const of = (count: number, more = {}): number =>
    detectableDifference(count, { standardDeviation: 1, ...more });
  assertGreater(of(5), of(10));
  assertGreater(of(10, { comparisons: 6 }), of(10));
  assertGreater(of(10, { power: 0.95 }), of(10));
});
