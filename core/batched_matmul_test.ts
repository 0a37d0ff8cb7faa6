import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { batchedMatmul } from "./batched_matmul.ts";
import { createEngine } from "./memory/engine.ts";
import { randomStream } from "./random/random_stream.ts";

const bounds = { f32: 1e-4, f64: 1e-12 } as const;

for (const dtype of ["f32", "f64"] as const) {
  for (
    const [transposeA, transposeB] of [[false, false], [true, false], [false, true], [true, true]]
  ) {
    Deno.test(`Batched products in ${dtype} equal plain loops, transposed ${transposeA} and ${transposeB}`, () => {
      using engine = createEngine();
      const random = randomStream({ seed: 7 });
      for (const [count, M, K, N] of [[1, 1, 1, 1], [3, 7, 5, 9], [2, 13, 64, 6], [0, 2, 3, 4]]) {
        using arena = engine.arena();
        const a = arena.tensor(transposeA ? [count, K, M] : [count, M, K], dtype);
        const b = arena.tensor(transposeB ? [count, N, K] : [count, K, N], dtype);
        const c = arena.tensor([count, M, N], dtype);
        for (const { data } of [a, b, c]) random.fillNormal(data);
        const before = c.data.slice();
        batchedMatmul(a, b, c, { transposeA, transposeB, epilogue: "accumulate" });
        c.data.forEach((value, i) => {
          const n = i % N, m = Math.floor(i / N) % M, item = Math.floor(i / (M * N));
          let wanted = before[i];
          for (let k = 0; k < K; k++) {
            wanted += a.data[item * M * K + (transposeA ? k * M + m : m * K + k)] *
              b.data[item * K * N + (transposeB ? n * K + k : k * N + n)];
          }
          assertAlmostEquals(value, wanted, bounds[dtype]);
        });
      }
    });
  }
}

Deno.test("Batched products refuse shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const of = (...shape: number[]) => arena.tensor(shape);
  const refused = (...shapes: number[][]) => {
    const [a, b, c] = shapes.map((shape) => of(...shape));
    assertThrows(() => batchedMatmul(a, b, c), TypeError, "[batch, M, K], [batch, K, N]");
  };
  refused([2, 3, 4], [2, 4, 5], [2, 3, 6]);
  refused([2, 3, 4], [1, 4, 5], [2, 3, 5]);
  refused([2, 3, 4], [2, 3, 5], [2, 3, 5]);
  refused([3, 4], [4, 5], [3, 5]);
  assertEquals(batchedMatmul(of(2, 3, 4), of(2, 4, 5), of(2, 3, 5)).size, 30);
});
