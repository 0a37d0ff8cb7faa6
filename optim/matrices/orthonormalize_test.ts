import { createEngine, type Tensor } from "@descent/core";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { orthonormalizeTwin } from "./_orthonormalize_twin.ts";
import { orthonormalize } from "./orthonormalize.ts";

function orthonormalized(values: Float64Array, n: number): Float64Array {
  using engine = createEngine();
  using arena = engine.arena();
  const columns = arena.from(values, [n, n], "f64");
  orthonormalize(columns);
  return columns.data.slice();
}

function assertOrthonormal(columns: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let product = 0;
      for (let k = 0; k < n; k++) product += columns[i * n + k] * columns[j * n + k];
      assertAlmostEquals(product, i === j ? 1 : 0, 1e-14);
    }
  }
}

Deno.test("orthonormalize: columns are orthonormal, and R is triangular with a positive diagonal", () => {
  const n = 12,
    matrix = Float64Array.from({ length: n * n }, (_, i) => Math.sin(i * i + 1) * 10 ** (i % 5));
  const q = orthonormalized(matrix, n);
  assertOrthonormal(q, n);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let r = 0, size = 0;
      for (let k = 0; k < n; k++) {
        r += q[i * n + k] * matrix[j * n + k];
        size += matrix[j * n + k] ** 2;
      }
      if (i === j) assert(r > 0);
      else assertAlmostEquals(r / Math.sqrt(size), 0, 1e-13);
    }
  }
});

Deno.test("orthonormalize: the bits of the plain method, for any number of columns", () => {
  for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 16, 19]) {
    const matrix = Float64Array.from({ length: n * n }, (_, i) => Math.sin(i * i + 1));
    const wanted = matrix.slice();
    orthonormalizeTwin(wanted, n);
    assertEquals(orthonormalized(matrix, n), wanted, `${n} columns`);
  }
});

Deno.test("orthonormalize: columns that nearly depend on each other, or wholly, or are 0", () => {
  for (const n of [5, 9]) {
    const nearly = Float64Array.from({ length: n * n }, (_, i) => 1 + 1e-9 * Math.cos(i * i));
    const wholly = Float64Array.from({ length: n * n }, (_, i) => (i % n) + 1);
    for (const columns of [nearly, wholly, new Float64Array(n * n)]) {
      assertOrthonormal(orthonormalized(columns, n), n);
    }
  }
});

Deno.test("orthonormalize: refuses what is not a square matrix of f64", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (
    const wrong of [arena.tensor([2, 2]), arena.tensor([2, 3], "f64"), arena.tensor([4], "f64")]
  ) {
    assertThrows(
      () => orthonormalize(wrong as Tensor<"f64">),
      TypeError,
      "orthonormalize: expected a square matrix of f64, got",
    );
  }
});
