import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { sum } from "./sum.ts";

Deno.test("sum adds in double precision and loses no digits to it", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 13 });
  for (const size of [0, 1, 2, 3, 4, 5, 127, 511, 512, 513, 1000, 5000]) {
    for (const dtype of ["f32", "f64"] as const) {
      using arena = engine.arena();
      const x = arena.tensor([size], dtype);
      random.fillNormal(x.data, 0, 1);
      const want = Array.from(x.data).reduce((total, value) => total + value, 0);
      assertAlmostEquals(sum(x), want, 1e-12);
    }
  }
});

Deno.test("sum passes NaN and infinity on", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(sum(arena.from([1, NaN])), NaN);
  assertEquals(sum(arena.from([1, -Infinity])), -Infinity);
});
