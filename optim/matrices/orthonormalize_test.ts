import { assert, assertAlmostEquals } from "@std/assert";
import { orthonormalize } from "./orthonormalize.ts";

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
  const q = matrix.slice();
  orthonormalize(q, n);
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

Deno.test("orthonormalize: columns that nearly depend on each other, or wholly, or are 0", () => {
  const n = 5;
  const nearly = Float64Array.from({ length: n * n }, (_, i) => 1 + 1e-9 * Math.cos(i * i));
  const wholly = Float64Array.from({ length: n * n }, (_, i) => (i % n) + 1);
  for (const columns of [nearly, wholly, new Float64Array(n * n)]) {
    orthonormalize(columns, n);
    assertOrthonormal(columns, n);
  }
});
