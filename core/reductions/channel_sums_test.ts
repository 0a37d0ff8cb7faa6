import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { channelSums, createEngine, randomStream } from "@descent/core";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`Channel sums in ${dtype} equal plain loops`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 1 });
    for (const [N, C, S] of [[1, 1, 1], [3, 5, 7], [0, 2, 3], [2, 4, 0], [9, 3, 2061]]) {
      using arena = engine.arena();
      const x = arena.tensor([N, C, S], dtype);
      random.fillNormal(x.data, 0, 1);
      const out = arena.tensor([C], dtype);
      out.data.fill(NaN);
      channelSums(x, out);
      for (let c = 0; c < C; c++) {
        const wanted = [...x.data].filter((_, i) => Math.floor(i / S) % C === c)
          .reduce((total, value) => total + value, 0);
        assertAlmostEquals(out.data[c], wanted, dtype === "f32" ? 1e-4 : 1e-11);
      }
    }
  });
}

Deno.test("A NaN comes out of its channel and of no other", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3, 5]);
  x.data[20] = NaN;
  const out = channelSums(x, arena.tensor([3]));
  assert(Number.isNaN(out.data[1]));
  assertEquals([out.data[0], out.data[2]], [0, 0]);
});

Deno.test("Shapes that do not fit are refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3, 5]);
  assertThrows(() => channelSums(x, arena.tensor([2])), TypeError, "got f32 [2, 3, 5] and f32 [2]");
  assertThrows(() => channelSums(arena.tensor([3]), arena.tensor([3])), TypeError, "[N, C, ...]");
});
