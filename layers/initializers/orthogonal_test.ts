import { randomStream, type Shape } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { orthogonal } from "./orthogonal.ts";

function drawn(shape: Shape, gain = 1): Float64Array {
  const values = new Float64Array(shape.reduce((size, extent) => size * extent, 1));
  orthogonal({ gain })(values, { fanIn: 1, fanOut: 1, shape }, randomStream({ seed: 1 }));
  return values;
}

Deno.test("orthogonal: rows, or columns where they are fewer, have right angles and the length of the gain", () => {
  for (
    const [shape, gain] of [[[3, 8], 1], [[8, 3], 2], [[5, 5], 0.5], [[4, 2, 3, 3], 1]] as const
  ) {
    const values = drawn(shape, gain), rows = shape[0], columns = values.length / rows;
    const at = (vector: number, i: number) =>
      rows <= columns ? values[vector * columns + i] : values[i * columns + vector];
    const count = Math.min(rows, columns), length = Math.max(rows, columns);
    for (let a = 0; a < count; a++) {
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let i = 0; i < length; i++) product += at(a, i) * at(b, i);
        assertAlmostEquals(product, a === b ? gain * gain : 0, 1e-13);
      }
    }
  }
});

Deno.test("orthogonal: f32 is rounded from f64; a vector and a gain that is none are refused", () => {
  const rounded = new Float32Array(12), shape = [3, 4];
  orthogonal()(rounded, { fanIn: 1, fanOut: 1, shape }, randomStream({ seed: 1 }));
  assertEquals(rounded, Float32Array.from(drawn(shape)));
  assertThrows(
    () => drawn([4]),
    TypeError,
    "expected the shape of a matrix or of filters, got [4]",
  );
  assertThrows(() => orthogonal({ gain: NaN }), RangeError, "finite gain");
});
