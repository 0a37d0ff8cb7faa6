import { assertEquals, assertLess } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { squaredSum } from "./squared_sum.ts";

const sizes = [0, 1, 3, 15, 16, 17, 1023, 1024, 1025, 79_400];

for (const [dtype, bound] of [["f32", 2e-7], ["f64", 1e-14]] as const) {
  Deno.test(`squaredSum agrees with the reference implementation in ${dtype}`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 14 });
    for (const size of sizes) {
      using arena = engine.arena();
      const x = arena.tensor([size], dtype);
      random.fillNormal(x.data, 0, 3);
      const want = Array.from(x.data).reduce((total, value) => total + value * value, 0);
      assertLess(Math.abs(squaredSum(x) - want), bound * want + Number.MIN_VALUE, `size ${size}`);
    }
  });
}

Deno.test("squaredSum holds squares that f32 does not", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const size of [1e-25, 1e25, 3e38]) {
    const value = Math.fround(size), x = arena.from(new Array(100).fill(value));
    assertLess(Math.abs(squaredSum(x) / (100 * value * value) - 1), 2e-7);
  }
});

Deno.test("squaredSum passes NaN and infinity on", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(squaredSum(arena.from([1, NaN, 2])), NaN);
  assertEquals(squaredSum(arena.from([1, -Infinity, 2])), Infinity);
});
