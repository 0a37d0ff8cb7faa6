import { assert, assertAlmostEquals } from "@std/assert";
import { momentsOf } from "./_moments.ts";
import { heNormal, heUniform } from "./he.ts";

const fans = { fanIn: 50, fanOut: 7 };

Deno.test("heNormal draws normal numbers of variance 2 / fanIn, f32 rounded from f64", () => {
  const drawn = momentsOf(heNormal(), fans);
  assertAlmostEquals(drawn.mean, 0, 0.002);
  assertAlmostEquals(drawn.deviation, 0.2, 0.004);
  assertAlmostEquals(drawn.kurtosis, 3, 0.06);
  assert(drawn.singleIsRounded);
});

Deno.test("heUniform draws uniform numbers of the same variance, f32 rounded from f64", () => {
  const drawn = momentsOf(heUniform(), fans);
  assertAlmostEquals(drawn.mean, 0, 0.002);
  assertAlmostEquals(drawn.deviation, 0.2, 0.004);
  assertAlmostEquals(drawn.kurtosis, 1.8, 0.04);
  assertAlmostEquals(drawn.largest, Math.sqrt(6 / 50), 1e-4);
  assert(drawn.singleIsRounded);
});
