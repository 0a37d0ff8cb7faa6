/**
 * Makes the columns of a square matrix orthonormal in their order, the Q of its QR decomposition with a positive diagonal of
 * R, by Gram and Schmidt's modified method, repeated where digits are lost.
 *
 * A column that depends on those before it becomes some direction that none of them has. It allocates nothing.
 *
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
      for (let i = 0; i < j; i++) {
        const product = dot(columns, i * n, at, n);
        for (let k = 0, a = i * n, b = at; k < n; k++) columns[b++] -= product * columns[a++];
      }
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

function length(columns: Float64Array, at: number, n: number): number {
  let squares = 0;
  for (let k = 0; k < n; k++) squares += columns[at + k] ** 2;
  return Math.sqrt(squares);
}
