import { assert, assertAlmostEquals } from "@std/assert";
import { momentsOf } from "./_moments.ts";
import { lecunNormal, lecunUniform } from "./lecun.ts";

const fans = { fanIn: 25, fanOut: 7 };

Deno.test("lecunNormal draws normal numbers of variance 1 / fanIn, f32 rounded from f64", () => {
  const drawn = momentsOf(lecunNormal(), fans);
  assertAlmostEquals(drawn.mean, 0, 0.002);
  assertAlmostEquals(drawn.deviation, 0.2, 0.004);
  assertAlmostEquals(drawn.kurtosis, 3, 0.06);
  assert(drawn.singleIsRounded);
});

Deno.test("lecunUniform draws uniform numbers of the same variance, f32 rounded from f64", () => {
  const drawn = momentsOf(lecunUniform(), fans);
  assertAlmostEquals(drawn.deviation, 0.2, 0.004);
  assertAlmostEquals(drawn.largest, Math.sqrt(3 / 25), 1e-4);
  assert(drawn.singleIsRounded);
});
