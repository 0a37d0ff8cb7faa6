import { assertEquals, assertThrows } from "@std/assert";
import { gramMatrix } from "./gram_matrix.ts";
import { matmulTransposedA, matmulTransposedB } from "./matmul.ts";
import { createEngine } from "./memory/engine.ts";
import { randomStream } from "./random/random_stream.ts";

const shapes = [[1, 3], [2, 0], [4, 9], [6, 8], [7, 5], [13, 70], [64, 128], [100, 30], [130, 600]];

const workers = new URL("./threads/_thread_worker.ts", import.meta.url);
const mayReadWorkers =
  Deno.permissions.querySync({ name: "read", path: workers }).state === "granted";

for (const dtype of ["f32", "f64"] as const) {
  for (const threads of [1, 3]) {
    const name =
      `Gram matrices have the bits of the whole product, in ${dtype} on ${threads} threads`;
    Deno.test({ name, ignore: threads > 1 && !mayReadWorkers }, () => {
      using engine = createEngine({ threads });
      const random = randomStream({ seed: 3 });
      for (const [n, K] of [...shapes, ...threads > 1 ? [[300, 40]] : []]) {
        using arena = engine.arena();
        const rows = arena.tensor([n, K], dtype), columns = arena.tensor([K, n], dtype);
        for (const x of [rows, columns]) random.fillNormal(x.data);
        const c = arena.tensor([n, n], dtype), wanted = arena.tensor([n, n], dtype);
        c.data.fill(NaN);
        assertEquals(gramMatrix(rows, c).data, matmulTransposedB(rows, rows, wanted).data);
        gramMatrix(columns, c, "columns", "accumulate");
        matmulTransposedA(columns, columns, wanted, "accumulate");
        assertEquals(c.data, wanted.data, `${n}, ${K}`);
        assertEquals(
          gramMatrix(c, wanted).data,
          matmulTransposedA(c, c, arena.tensor([n, n], dtype)).data,
        );
      }
    });
  }
}

Deno.test("A Gram matrix does half of the operations", () => {
  using engine = createEngine();
  using arena = engine.arena();
  gramMatrix(arena.tensor([10, 7]), arena.tensor([10, 10]));
  assertEquals(engine.operations, 10 * 11 * 7);
});

Deno.test("gramMatrix refuses what does not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const a = arena.tensor([2, 3]);
  assertThrows(
    () => gramMatrix(a, arena.tensor([3, 3])),
    TypeError,
    "gramMatrix: expected a matrix and a result of [2, 2] for its rows, got [2, 3] and [3, 3]",
  );
  assertThrows(
    () => gramMatrix(a as never, arena.tensor([3, 3], "f64"), "columns"),
    TypeError,
    "expected operands of one element type, got f32 and f64",
  );
});
