import { assertAlmostEquals, assertEquals } from "@std/assert";
import { symmetricEigen } from "./symmetric_eigen.ts";

function symmetric(n: number, rank: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < rank; k++) {
        matrix[i * n + j] += Math.sin(1 + i * 7 + k * 3) * Math.sin(1 + j * 7 + k * 3) * 2 ** -k;
      }
    }
  }
  return matrix;
}

for (const [n, rank] of [[1, 1], [2, 2], [5, 5], [6, 2], [20, 20], [7, 0]]) {
  Deno.test(`symmetricEigen: V Λ Vᵀ is the matrix, of ${n} rows and rank ${rank}`, () => {
    const matrix = symmetric(n, rank), vectors = matrix.slice(), values = new Float64Array(n);
    symmetricEigen(vectors, values, new Float64Array(n));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let product = 0, length = 0;
        for (let k = 0; k < n; k++) {
          product += vectors[i * n + k] * values[k] * vectors[j * n + k];
          length += vectors[k * n + i] * vectors[k * n + j];
        }
        assertAlmostEquals(product, matrix[i * n + j], 1e-13);
        assertAlmostEquals(length, i === j ? 1 : 0, 1e-13);
      }
      if (i > 0 && values[i] < values[i - 1]) throw new Error("expected rising values");
    }
  });
}

Deno.test("symmetricEigen: of NaN everything is NaN", () => {
  const matrix = new Float64Array([1, NaN, NaN, 1]), values = new Float64Array(2);
  symmetricEigen(matrix, values, new Float64Array(2));
  assertEquals([...matrix, ...values], new Array(6).fill(NaN));
});
