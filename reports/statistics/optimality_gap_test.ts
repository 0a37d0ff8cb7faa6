import { assertAlmostEquals, assertEquals } from "@std/assert";
import { optimalityGap } from "./optimality_gap.ts";

Deno.test("optimalityGap is rliable's aggregate over runs and problems", () => {
  // γ - numpy.mean(numpy.minimum(scores, γ)), as metrics.aggregate_optimality_gap has it.
  const scores = [0.31, 1.13, 0.92, 0, 1.2, 0.47];
  assertAlmostEquals(optimalityGap(scores), 0.3833333333333333, 1e-15);
  assertAlmostEquals(optimalityGap(scores, 0.6), 0.16999999999999998, 1e-15);
});

Deno.test("optimalityGap: nothing above the target makes up for what lacks below it", () => {
  assertEquals([optimalityGap([1, 7]), optimalityGap([0, 7])], [0, 0.5]);
});
