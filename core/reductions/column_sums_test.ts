import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { columnSums } from "./column_sums.ts";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";

const roundoff = { f32: 2 ** -24, f64: 2 ** -53 };
const random = randomStream({ seed: 11 });
const shapes = [
  [0, 3],
  [3, 0],
  [1, 1],
  [5, 16],
  [128, 100],
  [1000, 21],
  ...Array.from({ length: 30 }, () => [1 + random.integer(50), 1 + random.integer(70)]),
];

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`columnSums agrees with the reference implementation in ${dtype} and writes nothing else`, () => {
    using engine = createEngine();
    for (const [N, D] of shapes) {
      using arena = engine.arena();
      const x = arena.tensor([N, D], dtype), around = arena.tensor([D + 2], dtype);
      random.fillNormal(x.data, 0, 1);
      around.data.fill(42);
      columnSums(x, around.rows(1, D + 1));
      assertEquals([around.data[0], around.data[D + 1]], [42, 42]);
      for (let j = 0; j < D; j++) {
        let want = 0, weight = 0;
        for (let n = 0; n < N; n++) {
          want += x.data[n * D + j];
          weight += Math.abs(x.data[n * D + j]);
        }
        const bound = roundoff[dtype] * (N + 1) * weight + Number.MIN_VALUE;
        assertLess(Math.abs(around.data[j + 1] - want), bound, `[${N}, ${D}] column ${j}`);
      }
    }
  });

  Deno.test(`columnSums is bitwise the same for any split of the columns in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const [N, D] = [261, 53];
    const x = arena.tensor([N, D], dtype), parts = arena.tensor([D], dtype);
    random.fillNormal(x.data, 0, 1);
    const whole = columnSums(x, arena.tensor([D], dtype));
    for (const [from, to] of [[0, 7], [7, 8], [8, 40], [40, 53]]) {
      engine.kernels[dtype].columnSums(from, to, N, D, x.pointer, parts.pointer);
    }
    assertEquals(parts.data, whole.data);
  });
}

Deno.test("columnSums passes NaN and infinity on to their columns alone", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, NaN, Infinity, 2, 0, 1], [2, 3]);
  assertEquals([...columnSums(x, arena.tensor([3])).data], [3, NaN, Infinity]);
});

Deno.test("columnSums refuses shapes and types that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3]);
  assertThrows(() => columnSums(x, arena.tensor([2])), TypeError, "got f32 [2, 3] and f32 [2]");
  assertThrows(() => columnSums(arena.tensor([3]), arena.tensor([3])), TypeError, "[N, D]");
  assertThrows(() => columnSums(x as never, arena.tensor([3], "f64")), TypeError, "f64 [3]");
});
