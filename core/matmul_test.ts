import { assertEquals, assertLess, assertThrows } from "@std/assert";
import type { DType } from "./types/dtype.ts";
import { createEngine } from "./memory/engine.ts";
import { matmul, matmulTransposedA, matmulTransposedB } from "./matmul.ts";
import { randomStream } from "./random/random_stream.ts";
import type { Tensor } from "./memory/tensor.ts";

/** Rounding allowed per unit of `Σ |a||b|`: K additions of at most half a unit in the last place each. */
const roundoff: Record<DType, number> = { f32: 2 ** -24, f64: 2 ** -53 };

function transposed(x: Tensor): Tensor {
  const [rows, columns] = x.shape;
  const y = x.arena.tensor([columns, rows], x.dtype);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) y.data[j * rows + i] = x.data[i * columns + j];
  }
  return y;
}

/** The reference implementation: sums left to right in f64. Returns the product and `Σ |a||b|` for its error bound. */
function plainProduct(a: Tensor, b: Tensor): { value: Float64Array; weight: Float64Array } {
  const [M, K] = a.shape, N = b.shape[1];
  const value = new Float64Array(M * N), weight = new Float64Array(M * N);
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) {
      for (let k = 0; k < K; k++) {
        const product = a.data[m * K + k] * b.data[k * N + n];
        value[m * N + n] += product;
        weight[m * N + n] += Math.abs(product);
      }
    }
  }
  return { value, weight };
}

const fixedShapes = [
  [1, 1, 1],
  [0, 3, 2],
  [3, 0, 2],
  [2, 3, 0],
  [6, 8, 4],
  [7, 9, 5],
  [128, 100, 784],
  [100, 512, 513],
  [13, 520, 1030],
  // Rows of B of whole pages.
  [9, 1024, 20],
];

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`All forms of the product agree with the reference implementation in ${dtype}`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 7 });
    const randomShapes = Array.from(
      { length: 30 },
      () => [1 + random.integer(40), 1 + random.integer(40), 1 + random.integer(40)],
    );
    for (const [M, N, K] of [...fixedShapes, ...randomShapes]) {
      using arena = engine.arena();
      const a = arena.tensor([M, K], dtype), b = arena.tensor([K, N], dtype);
      const bias = arena.tensor([N], dtype);
      for (const x of [a, b, bias]) random.fillNormal(x.data, 0, 1);
      const { value, weight } = plainProduct(a, b);
      const verify = (c: Tensor, want: (i: number) => number) =>
        c.data.forEach((got, i) => {
          const bound = roundoff[dtype] * ((K + 2) * weight[i] + 4 * Math.abs(want(i)) + 4);
          assertLess(Math.abs(got - want(i)), bound, `[${M}, ${N}, ${K}] element ${i}`);
        });
      const c = () => arena.tensor([M, N], dtype);
      verify(matmul(a, b, c()), (i) => value[i]);
      verify(matmul(a, b, c(), bias), (i) => value[i] + bias.data[i % N]);
      verify(
        matmul(a, b, c(), bias, "relu"),
        (i) => Math.max(0, value[i] + bias.data[i % N]),
      );
      const sum = c();
      sum.data.fill(3);
      verify(matmul(a, b, sum, undefined, "accumulate"), (i) => 3 + value[i]);
      verify(matmulTransposedA(transposed(a), b, c()), (i) => value[i]);
      verify(matmulTransposedB(a, transposed(b), c()), (i) => value[i]);
    }
  });
}

Deno.test("A product of rows is bitwise the rows of the product", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 3 });
  const [M, N, K] = [205, 300, 700];
  const a = arena.tensor([M, K]), b = arena.tensor([K, N]);
  random.fillNormal(a.data, 0, 1);
  random.fillNormal(b.data, 0, 1);
  const whole = matmul(a, b, arena.tensor([M, N]));
  for (const [from, to] of [[0, 1], [1, 14], [14, 205]]) {
    const part = matmul(a.rows(from, to), b, arena.tensor([to - from, N]));
    assertEquals(part.data, whole.rows(from, to).data);
  }
});

Deno.test("A NaN or infinity never comes out as a plausible number", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const a = arena.from([NaN, 1, Infinity, 1], [2, 2]), b = arena.from([0, 1, 1, 1], [2, 2]);
  assertEquals([...matmul(a, b, arena.tensor([2, 2])).data], [NaN, NaN, NaN, Infinity]);
  const relu = matmul(a, b, arena.tensor([2, 2]), undefined, "relu");
  assertEquals([...relu.data], [NaN, NaN, NaN, Infinity]);
});

Deno.test("Only the result is written", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const a = arena.tensor([5, 3]), b = arena.tensor([3, 5]);
  const around = arena.tensor([3 * 5, 5]);
  around.data.fill(42);
  matmul(a, b, around.rows(5, 10));
  assertEquals([...around.data], new Array(75).fill(42).fill(0, 25, 50));
});

Deno.test("Operands that do not fit are refused with all shapes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const a = arena.tensor([2, 3]), b = arena.tensor([4, 5]), c = arena.tensor([2, 5]);
  assertThrows(() => matmul(a, b, c), TypeError, "[2, 3], [4, 5] and [2, 5]");
  assertThrows(() => matmulTransposedA(a, b, c), TypeError, "matmulTransposedA");
  assertThrows(() => matmulTransposedB(a, b, c), TypeError, "matmulTransposedB");
  assertThrows(
    () => matmul<Tensor>(a, arena.tensor([3, 5], "f64"), c),
    TypeError,
    "f32, f64 and f32",
  );
  assertThrows(
    () => matmul(a, arena.tensor([3, 5]), c, arena.tensor([4])),
    TypeError,
    "a bias [4]",
  );
});
