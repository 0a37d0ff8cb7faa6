import { assertEquals, assertLess } from "@std/assert";
import { absoluteSum } from "./absolute_sum.ts";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";

const sizes = [0, 1, 3, 15, 16, 17, 1023, 1024, 1025, 79_400];

for (const [dtype, bound] of [["f32", 2e-7], ["f64", 1e-13]] as const) {
  Deno.test(`absoluteSum agrees with the reference implementation in ${dtype}`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 15 });
    for (const size of sizes) {
      using arena = engine.arena();
      const x = arena.tensor([size], dtype);
      random.fillNormal(x.data, 0, 3);
      const want = Array.from(x.data).reduce((total, value) => total + Math.abs(value), 0);
      assertLess(Math.abs(absoluteSum(x) - want), bound * want + Number.MIN_VALUE, `size ${size}`);
    }
  });
}

Deno.test("absoluteSum passes NaN and infinity on", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertEquals(absoluteSum(arena.from([1, NaN, 2])), NaN);
  assertEquals(absoluteSum(arena.from([1, -Infinity, 2])), Infinity);
});
