import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import type { Tensor } from "../memory/tensor.ts";
import { joinRows, splitRows } from "./join_rows.ts";

/** The reference implementation: rows of the parts, one after the other for each n. */
function joined(parts: readonly Tensor[], N: number): number[] {
  const rows = Array.from(
    { length: N },
    (_, n) => parts.map(({ data, size }) => [...data.subarray(n * size / N, (n + 1) * size / N)]),
  );
  return rows.flat(2);
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`joinRows is exactly the reference implementation in ${dtype}, and splitRows its reverse`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 24 });
    const sizes = (count: number) => Array.from({ length: count }, () => 1 + random.integer(20));
    for (const [N, extents] of [[1, [1]], [3, [4, 8]], [5, sizes(3)], [7, sizes(4)]] as const) {
      using arena = engine.arena();
      const parts = extents.map((C) => arena.tensor([N, C, 3], dtype));
      parts.forEach(({ data }) => random.fillNormal(data));
      const C = extents.reduce((sum, extent) => sum + extent, 0);
      const around = arena.tensor([N + 2, C, 3], dtype);
      around.data.fill(42);
      const whole = joinRows(parts, around.rows(1, N + 1));
      const edge = new Array(3 * C).fill(42);
      assertEquals([...around.data], [...edge, ...joined(parts, N), ...edge]);

      const pieces = extents.map((extent) => arena.tensor([N, extent, 3], dtype));
      splitRows(whole, pieces);
      assertEquals(pieces.map(({ data }) => data), parts.map(({ data }) => data));
    }
  });
}

Deno.test("joinRows and splitRows refuse parts that do not fill the rows", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const whole = arena.tensor([2, 5]);
  const refused = (message: string, ...parts: Tensor[]) => {
    assertThrows(() => joinRows(parts, whole), TypeError, message);
    assertThrows(() => splitRows(whole, parts), TypeError, message);
  };
  refused("rows of f32 [2, 5] together, got f32 [2, 4]; check", arena.tensor([2, 4]));
  refused("got f32 [2, 3], f32 [2, 3]", arena.tensor([2, 3]), arena.tensor([2, 3]));
  refused("got f32 [1, 5]", arena.tensor([1, 5]));
  refused("got f64 [2, 5]", arena.tensor([2, 5], "f64"));
  refused("got none");
});
