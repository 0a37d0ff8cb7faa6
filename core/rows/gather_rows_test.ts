import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { gatherRows } from "./gather_rows.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`gatherRows is exactly the reference implementation in ${dtype} and writes nothing else`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 21 });
    const sizes = Array.from({ length: 20 }, () => [random.integer(9), 1 + random.integer(40)]);
    for (const [n, D] of [[0, 5], [1, 1], [7, 64], ...sizes]) {
      using arena = engine.arena();
      const V = 5;
      const table = arena.tensor([V, D], dtype), indices = arena.tensor([n], "i32");
      random.fillNormal(table.data);
      indices.data.forEach((_, i) => indices.data[i] = random.integer(V));
      const around = arena.tensor([n + 2, D], dtype);
      around.data.fill(42);
      gatherRows(table, indices, around.rows(1, n + 1));
      const want = Array.from(
        { length: n * D },
        (_, i) => table.data[indices.data[Math.floor(i / D)] * D + i % D],
      );
      const edge = new Array(D).fill(42);
      assertEquals([...around.data], [...edge, ...want, ...edge], `${n} rows of ${D}`);
    }
  });
}

Deno.test("gatherRows takes indices of any shape", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const table = arena.from([1, 2, 3], [3, 1]), out = arena.tensor([2, 2, 1]);
  gatherRows(table, arena.from([2, 1, 0, 2], [2, 2], "i32"), out);
  assertEquals([...out.data], [3, 2, 1, 3]);
});

Deno.test("gatherRows refuses indices outside the table and outputs that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const table = arena.tensor([3, 4]), out = arena.tensor([2, 4]);
  const gather = (indices: number[]) =>
    gatherRows(table, arena.from(indices, [indices.length], "i32"), out, "Example 'a'");
  assertThrows(
    () => gather([0, 3]),
    RangeError,
    "Example 'a': expected indices from 0 to 2, got 3",
  );
  assertThrows(() => gather([-1, 0]), RangeError, "got -1 at 0");
  assertThrows(() => gather([0]), TypeError, "1 rows of it in one element type, got f32 [3, 4]");
});
