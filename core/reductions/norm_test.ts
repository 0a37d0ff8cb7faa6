import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { norm } from "./norm.ts";

Deno.test("norm agrees with the reference implementation for numbers of any size", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 16 });
  const sizes = { f32: [1, 1e-25, 1e-40, 1e19, 1e25, 1e37], f64: [1, 1e-25, 1e-310, 1e155, 1e305] };
  for (const dtype of ["f32", "f64"] as const) {
    for (const size of sizes[dtype]) {
      for (const count of [1, 2, 7, 511, 512, 513, 5000]) {
        using arena = engine.arena();
        const x = arena.tensor([count], dtype);
        x.data.forEach((_, i) => x.data[i] = size * (0.5 + random.uniform()));
        const bound = dtype === "f32" ? 2e-7 : 1e-14;
        assertAlmostEquals(norm(x) / Math.hypot(...x.data), 1, bound, `${size} ${count}`);
      }
    }
  }
});

Deno.test("norm of numbers of very different sizes is that of the large ones", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(norm(arena.from([1e-310, 3, 4e-300, -4], [4], "f64")), 5);
  assertEquals(norm(arena.from([3e300, -4e300, 1], [3], "f64")), 5e300);
  assertEquals(norm(arena.from([0, 0])), 0);
  assertEquals(norm(arena.tensor([0])), 0);
});

Deno.test("norm passes NaN and infinity on", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const dtype of ["f32", "f64"] as const) {
    assertEquals(norm(arena.from([1, NaN, Infinity], [3], dtype)), NaN);
    assertEquals(norm(arena.from([1, -Infinity, 2], [3], dtype)), Infinity);
  }
});
