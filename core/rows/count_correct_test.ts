import { assertEquals, assertThrows } from "@std/assert";
import { countCorrect } from "./count_correct.ts";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`countCorrect agrees with the reference implementation in ${dtype}, ties included`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 20 });
    const shapes = Array.from({ length: 30 }, () => [random.integer(20), 1 + random.integer(13)]);
    for (const [N, K] of [[1, 1], [0, 4], ...shapes]) {
      using arena = engine.arena();
      const x = arena.tensor([N, K], dtype), target = arena.tensor([N], "i32");
      x.data.forEach((_, i) => x.data[i] = random.integer(4) - 6);
      target.data.forEach((_, n) => target.data[n] = random.integer(K));
      let want = 0;
      for (let n = 0; n < N; n++) {
        const row = Array.from(x.data.subarray(n * K, (n + 1) * K));
        if (row.indexOf(Math.max(...row)) === target.data[n]) want++;
      }
      assertEquals(countCorrect(x, target), want);
      const { countCorrect: kernel } = engine.kernels[dtype], cut = N >> 1;
      const first = kernel(0, cut, K, x.pointer, target.pointer);
      assertEquals(first + kernel(cut, N, K, x.pointer, target.pointer), want);
    }
  });
}

Deno.test("A row with a NaN is never correct", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([NaN, 1, 1, NaN, 2, 1], [3, 2]);
  for (const guess of [0, 1]) {
    const target = arena.from([guess, guess, 0], [3], "i32");
    assertEquals(countCorrect(x, target), 1);
  }
});

Deno.test("countCorrect refuses shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3]), one = arena.tensor([1], "i32");
  assertThrows(() => countCorrect(x, one), TypeError, "[2, 3] and [1]");
});
