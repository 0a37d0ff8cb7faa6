import { assert, assertAlmostEquals } from "@std/assert";
import { momentsOf } from "./_moments.ts";
import { glorotNormal, glorotUniform } from "./glorot.ts";

const fans = { fanIn: 40, fanOut: 10 };

Deno.test("glorotNormal draws normal numbers of variance 2 / (fanIn + fanOut), f32 rounded from f64", () => {
  const drawn = momentsOf(glorotNormal(), fans);
  assertAlmostEquals(drawn.mean, 0, 0.002);
  assertAlmostEquals(drawn.deviation, 0.2, 0.004);
  assertAlmostEquals(drawn.kurtosis, 3, 0.06);
  assert(drawn.singleIsRounded);
});

Deno.test("glorotUniform draws uniform numbers of the same variance, f32 rounded from f64", () => {
  const drawn = momentsOf(glorotUniform(), fans);
  assertAlmostEquals(drawn.mean, 0, 0.002);
  assertAlmostEquals(drawn.deviation, 0.2, 0.004);
  assertAlmostEquals(drawn.kurtosis, 1.8, 0.04);
  assertAlmostEquals(drawn.largest, Math.sqrt(6 / 50), 1e-4);
  assert(drawn.singleIsRounded);
});
