import { assertAlmostEquals, assertEquals } from "@std/assert";
import { balancedWeights } from "./balanced_weights.ts";

Deno.test("weights are 1 on average over the examples, and 0 for a class that has none", () => {
  const targets = new Int32Array([0, 0, 0, 0, 2, 2, 2, 1]);
  const examples = { inputs: new Uint8Array(8), targets, count: 8 };
  const weights = balancedWeights(examples, 3);
  assertAlmostEquals(targets.reduce((sum, target) => sum + weights[target], 0) / 8, 1, 1e-12);
  assertEquals(balancedWeights(examples, 4)[3], 0);
});
