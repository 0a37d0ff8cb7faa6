/**
 * Makes the columns of a square matrix orthonormal in their order, the Q of its QR decomposition with a positive diagonal of
 * R, by Gram and Schmidt's modified method, repeated where digits are lost.
 *
 * A column that depends on those before it becomes some direction that none of them has. It allocates nothing.
 *
 * @category Writing an optimizer
 * @param columns The matrix [n, n] with column after column; afterwards Q, likewise.
 * @param n Number of columns.
 *
 * @example Two columns
 * ```ts
 * import { orthonormalize } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = new Float64Array([2, 0, 5, 3]);
 * orthonormalize(columns, 2);
 * assertEquals([...columns], [1, 0, 0, 1]);
 * ```
 */
export function orthonormalize(columns: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    const at = j * n;
    let before = length(columns, at, n), tried = 0;
    for (let round = 0; round < 4 + n; round++) {
      let product = j > 0 ? dot(columns, 0, at, n) : 0;
      for (let i = 0; i < j; i++) product = subtract(columns, product, i * n, at, n);
      const after = length(columns, at, n);
      // Nothing but rounding is left of it: another direction.
      if (!(after > 1e-14 * before) && !Number.isNaN(after) && tried < n) {
        for (let k = 0; k < n; k++) columns[at + k] = k === tried ? 1 : 0;
        tried += 1;
        before = 1;
        continue;
      }
      for (let k = 0; k < n; k++) columns[at + k] /= after;
      if (after > 0.5 * before) break;
      before = 1;
    }
  }
}

/** In four sums, which do not wait for each other. */
function dot(columns: Float64Array, a: number, b: number, n: number): number {
  let k = 0, s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (; k + 4 <= n; k += 4) {
    s0 += columns[a + k] * columns[b + k];
    s1 += columns[a + k + 1] * columns[b + k + 1];
    s2 += columns[a + k + 2] * columns[b + k + 2];
    s3 += columns[a + k + 3] * columns[b + k + 3];
  }
  for (; k < n; k++) s0 += columns[a + k] * columns[b + k];
  return (s0 + s1) + (s2 + s3);
}

/** Takes a multiple of column a from b, and in the same pass computes the product of the column after a with it. */
function subtract(columns: Float64Array, product: number, a: number, b: number, n: number): number {
  const next = a + n;
  let k = 0, s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (; k + 4 <= n; k += 4) {
    const x0 = columns[b + k] -= product * columns[a + k];
    const x1 = columns[b + k + 1] -= product * columns[a + k + 1];
    const x2 = columns[b + k + 2] -= product * columns[a + k + 2];
    const x3 = columns[b + k + 3] -= product * columns[a + k + 3];
    s0 += columns[next + k] * x0;
    s1 += columns[next + k + 1] * x1;
    s2 += columns[next + k + 2] * x2;
    s3 += columns[next + k + 3] * x3;
  }
  for (; k < n; k++) s0 += columns[next + k] * (columns[b + k] -= product * columns[a + k]);
  return (s0 + s1) + (s2 + s3);
}

function length(columns: Float64Array, at: number, n: number): number {
  let squares = 0;
  for (let k = 0; k < n; k++) squares += columns[at + k] ** 2;
  return Math.sqrt(squares);
}
