import { assertEquals, assertThrows } from "@std/assert";
import { argmaxRows } from "./argmax_rows.ts";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";

Deno.test("argmaxRows agrees with the reference implementation, ties included", () => {
  using engine = createEngine();
  const random = randomStream({ seed: 16 });
  const shapes = Array.from({ length: 30 }, () => [random.integer(20), 1 + random.integer(13)]);
  for (const dtype of ["f32", "f64"] as const) {
    for (const [N, K] of [[1, 1], [0, 4], ...shapes]) {
      using arena = engine.arena();
      const x = arena.tensor([N, K], dtype);
      x.data.forEach((_, i) => x.data[i] = random.integer(4) - 6);
      const want = Array.from({ length: N }, (_, n) => {
        const row = Array.from(x.data.subarray(n * K, (n + 1) * K));
        return row.indexOf(Math.max(...row));
      });
      assertEquals([...argmaxRows(x, arena.tensor([N], "i32")).data], want);
    }
  }
});

Deno.test("A row with a NaN or without elements has no argmax; minus infinity is a value", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([NaN, 1, 1, NaN, -Infinity, -Infinity], [3, 2]);
  assertEquals([...argmaxRows(x, arena.tensor([3], "i32")).data], [-1, -1, 0]);
  assertEquals([...argmaxRows(arena.tensor([1, 0]), arena.tensor([1], "i32")).data], [-1]);
});

Deno.test("argmaxRows refuses shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3]), one = arena.tensor([1], "i32");
  assertThrows(() => argmaxRows(x, one), TypeError, "[2, 3] and [1]");
});
