import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { binaryCrossEntropyOfProbabilities } from "./binary_cross_entropy_of_probabilities.ts";

function lossOf(x: number, t: number) {
  using engine = createEngine();
  using arena = engine.arena();
  const loss = binaryCrossEntropyOfProbabilities().build([1, 1], { arena, dtype: "f64" });
  const value = loss.forward(arena.from([x], [1, 1], "f64"), arena.from([t], [1, 1], "f64"));
  return { value, slope: loss.backward().data[0] };
}

Deno.test("binaryCrossEntropyOfProbabilities is the reference implementation", () => {
  for (const x of [1e-9, 0.2, 0.5, 0.875]) {
    for (const t of [0, 0.3, 1]) {
      const { value, slope } = lossOf(x, t);
      const want = -t * Math.log(x) - (1 - t) * Math.log1p(-x), gradient = (x - t) / (x * (1 - x));
      assertAlmostEquals(value, want, 1e-14 * (1 + want));
      assertAlmostEquals(slope, gradient, 1e-14 * (1 + Math.abs(gradient)));
    }
  }
});

Deno.test("A certain and wrong answer costs 100, a certain and right one nothing", () => {
  assertEquals(lossOf(0, 1).value, 100);
  assertEquals(lossOf(1, 0).value, 100);
  assertEquals(Math.abs(lossOf(1, 1).value), 0);
});

Deno.test("What is no probability gives NaN, or is refused as a target", () => {
  assertEquals([lossOf(1.5, 1).value, lossOf(-0.5, 0).value], [NaN, NaN]);
  assertThrows(() => lossOf(0.5, 2), RangeError, "from 0 to 1, got 2");
});
