import { assertEquals } from "@std/assert";
import { threadsAllowed } from "../_threads_allowed.ts";
import { randomStream } from "../random/random_stream.ts";
import { createEngine } from "./engine.ts";
import { multiplyMatrices } from "./multiply_matrices.ts";

Deno.test("A product takes operands by addresses and strides, and adds a bias to each row", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const a = arena.from([1, 2, 3, 4, 5, 6], [3, 2]), b = arena.from([1, 10], [2, 1]);
  const c = arena.tensor([2, 1]), bias = arena.from([100]);
  // The last two rows of a.
  const second = a.rows(1, 3).pointer;
  // deno-fmt-ignore
  multiplyMatrices(engine, "f32", second, 2, 1, b.pointer, 1, 1, c.pointer, 2, 1, 2, bias.pointer, "store");
  assertEquals([...c.data], [143, 165]);
  // As columns.
  // deno-fmt-ignore
  multiplyMatrices(engine, "f32", a.pointer, 1, 2, b.pointer, 1, 1, c.pointer, 2, 1, 2, 0, "accumulate");
  assertEquals([...c.data], [174, 207]);
});

for (const dtype of ["f32", "f64"] as const) {
  Deno.test({
    name: `Rows or columns are split over threads without changing a bit in ${dtype}`,
    ignore: !threadsAllowed(),
    async fn() {
      // As many rows as tiles of every number of rows need, by columns that do not divide evenly.
      // Few rows by columns whose tiles divide unevenly are shared by rows.
      const shapes = [
        [301, 40, 70],
        [50, 100, 300],
        ...[3, 7, 8, 13, 100].map((M) => [M, 333, 600]),
      ];
      const run = async (threads: number) => {
        using engine = createEngine({ threads });
        await engine.threads.ready();
        return shapes.map(([M, N, K]) => {
          using arena = engine.arena();
          const random = randomStream({ seed: 5 });
          const a = arena.tensor([M, K], dtype), b = arena.tensor([K, N], dtype);
          const bias = arena.tensor([N], dtype), c = arena.tensor([M, N], dtype);
          for (const { data } of [a, b, bias]) random.fillNormal(data, 0, 1);
          // deno-fmt-ignore
          multiplyMatrices(
            engine, dtype, a.pointer, K, 1, b.pointer, N, 1, c.pointer, M, N, K, bias.pointer, "relu",
          );
          return c.data.slice();
        });
      };
      const one = await run(1);
      for (const threads of [2, 3, 8]) assertEquals(await run(threads), one);
    },
  });
}
