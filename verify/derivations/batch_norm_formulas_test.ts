import { assertAlmostEquals, assertEquals } from "@std/assert";
import { batchNormFormulas } from "./batch_norm_formulas.ts";

Deno.test("batchNormFormulas gives the known answer of two examples", () => {
  const formulas = batchNormFormulas({ N: 2, D: 1, epsilon: 0 });
  const x = Float64Array.of(4, 8), gain = Float64Array.of(3), bias = Float64Array.of(1);
  const mean = formulas.mean(x), variance = formulas.variance(x, mean);
  const normalized = formulas.normalized(x, mean, variance);
  assertEquals([[...mean], [...variance], [...normalized]], [[6], [4], [-1, 1]]);
  assertEquals([...formulas.output(normalized, gain, bias)], [-2, 4]);
  const dy = Float64Array.of(1, 5);
  assertEquals([...formulas.biasGradient(dy)], [6]);
  assertEquals([...formulas.gainGradient(dy, normalized)], [4]);
  // Two examples are always normalized to -1 and 1: their inputs do not matter.
  for (const dx of formulas.simplifiedInputGradient(dy, normalized, gain, variance)) {
    assertAlmostEquals(dx, 0, 1e-15);
  }
});
