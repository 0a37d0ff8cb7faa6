import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { momentsOf } from "./_moments.ts";
import { truncatedNormal } from "./truncated_normal.ts";

Deno.test("truncatedNormal draws normal numbers without those beyond the cut, f32 rounded from f64", () => {
  const drawn = momentsOf(truncatedNormal({ scale: 0.5 }), { fanIn: 1, fanOut: 1 });
  assertAlmostEquals(drawn.mean, 0, 0.005);
  assertAlmostEquals(drawn.deviation, 0.5 * 0.8796, 0.005);
  assert(drawn.largest <= 1 && drawn.largest > 0.999);
  assert(drawn.singleIsRounded);
});

Deno.test("truncatedNormal refuses a negative scale and a cut of 0", () => {
  assertThrows(() => truncatedNormal({ scale: -1 }), RangeError, "got -1");
  assertThrows(() => truncatedNormal({ scale: 1, cut: 0 }), RangeError, "cut above 0");
});
