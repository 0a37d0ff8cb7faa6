import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { momentsOf } from "./_moments.ts";
import { normal } from "./normal.ts";

Deno.test("normal draws normal numbers of its scale, whatever the fans, f32 rounded from f64", () => {
  const drawn = momentsOf(normal({ scale: 0.05 }), { fanIn: 784, fanOut: 10 });
  assertAlmostEquals(drawn.mean, 0, 1e-3);
  assertAlmostEquals(drawn.deviation, 0.05, 0.001);
  assertAlmostEquals(drawn.kurtosis, 3, 0.06);
  assert(drawn.singleIsRounded);
});

Deno.test("A scale of 0 gives zeros; a negative or infinite one is refused", () => {
  assertAlmostEquals(momentsOf(normal({ scale: 0 }), { fanIn: 1, fanOut: 1 }).largest, 0, 0);
  for (const scale of [-1, Infinity, NaN]) {
    assertThrows(() => normal({ scale }), RangeError, `got ${scale}`);
  }
});
