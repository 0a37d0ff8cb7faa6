import { assertEquals, assertLess } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { squaredSum } from "./squared_sum.ts";

const sizes = [0, 1, 3, 15, 16, 17, 1023, 1024, 1025, 79_400];

for (const [dtype, bound] of [["f32", 2e-6], ["f64", 1e-14]] as const) {
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

Deno.test("squaredSum passes NaN and infinity on", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(squaredSum(arena.from([1, NaN, 2])), NaN);
  assertEquals(squaredSum(arena.from([1, -Infinity, 2])), Infinity);
});
