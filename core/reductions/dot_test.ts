import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { dot } from "./dot.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`dot in ${dtype} equals a plain loop at every length, and reads nothing beyond the end`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 3 });
    for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 255, 256, 257, 1000, 4099]) {
      using arena = engine.arena();
      const x = arena.tensor([size + 8], dtype), y = arena.tensor([size + 8], dtype);
      random.fillNormal(x.data);
      random.fillNormal(y.data);
      x.data.fill(NaN, size);
      let wanted = 0, scale = 1e-300;
      for (let i = 0; i < size; i++) {
        wanted += x.data[i] * y.data[i];
        scale += Math.abs(x.data[i] * y.data[i]);
      }
      assertLess(Math.abs(dot(x.rows(0, size), y.rows(0, size)) - wanted) / scale, 1e-14);
    }
  });

  Deno.test(`dot in ${dtype} gives NaN for a NaN`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const x = arena.from([1, NaN, 3], [3], dtype);
    assert(Number.isNaN(dot(x, x)));
  });
}

Deno.test("dot refuses other sizes and types, and products of f32 do not overflow", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1e38, 1]);
  assertEquals(dot(x, x), Math.fround(1e38) ** 2 + 1);
  assertThrows(() => dot(x, arena.tensor([3])), TypeError, "got f32 [2] and f32 [3]");
  assertThrows(() => dot(x, arena.tensor([2], "f64")), TypeError, "f64 [2]");
});
