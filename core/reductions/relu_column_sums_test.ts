import { assertEquals, assertThrows } from "@std/assert";
import { columnSums } from "./column_sums.ts";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { reluColumnSums } from "./relu_column_sums.ts";

const random = randomStream({ seed: 12 });
const shapes = [
  [0, 3],
  [3, 0],
  [1, 1],
  [128, 100],
  [517, 21],
  ...Array.from({ length: 30 }, () => [1 + random.integer(30), 1 + random.integer(40)]),
];

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`reluColumnSums masks like the reference implementation and sums like columnSums in ${dtype}`, () => {
    using engine = createEngine();
    for (const [N, D] of shapes) {
      using arena = engine.arena();
      const y = arena.tensor([N, D], dtype);
      const around = arena.tensor([N + 2, D], dtype), dy = around.rows(1, N + 1);
      random.fillNormal(y.data, 0, 1);
      y.data.forEach((value, i) => y.data[i] = Math.max(0, value));
      around.data.fill(42);
      random.fillNormal(dy.data, 0, 1);
      const masked = Array.from(dy.data, (value, i) => y.data[i] > 0 ? value : 0);
      const db = arena.tensor([D], dtype);
      reluColumnSums(y, dy, db);
      assertEquals([...dy.data], masked);
      const outside = [...around.rows(0, 1).data, ...around.rows(N + 1, N + 2).data];
      assertEquals(outside, new Array(2 * D).fill(42));
      assertEquals(db.data, columnSums(dy, arena.tensor([D], dtype)).data);
    }
  });

  Deno.test(`reluColumnSums is bitwise the same for any split of the columns in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const [N, D] = [261, 53];
    const y = arena.tensor([N, D], dtype), dy = arena.tensor([N, D], dtype);
    random.fillNormal(y.data, 0, 1);
    random.fillNormal(dy.data, 0, 1);
    const whole = arena.tensor([D], dtype), masked = arena.from(dy.data, [N, D], dtype);
    reluColumnSums(y, masked, whole);
    const parts = arena.tensor([D], dtype), { reluColumnSums: kernel } = engine.kernels[dtype];
    for (const [from, to] of [[0, 7], [7, 8], [8, 40], [40, 53]]) {
      kernel(from, to, N, D, y.pointer, dy.pointer, parts.pointer);
    }
    assertEquals(parts.data, whole.data);
    assertEquals(dy.data, masked.data);
  });
}

Deno.test("A NaN output makes its gradient NaN", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const y = arena.from([NaN, Infinity, 0], [1, 3]), dy = arena.from([1, 2, 3], [1, 3]);
  const db = arena.tensor([3]);
  reluColumnSums(y, dy, db);
  assertEquals([...dy.data], [NaN, 2, 0]);
  assertEquals([...db.data], [NaN, 2, 0]);
});

Deno.test("reluColumnSums refuses shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const y = arena.tensor([2, 3]);
  assertThrows(
    () => reluColumnSums(y, arena.tensor([3, 2]), arena.tensor([3])),
    TypeError,
    "f32 [2, 3], f32 [3, 2] and f32 [3]",
  );
});
