import { type MatmulEpilogue, multiplyMatrices, noBias } from "./memory/multiply_matrices.ts";
import { formatShape } from "./types/shape.ts";
import type { Tensor } from "./memory/tensor.ts";

export type { MatmulEpilogue };

/**
 * Matrix product: `C = A B`, optionally `C = A B + bias`, `C += A B`, `C = max(A B + bias, 0)`.
 *
 * Each element is summed in an order that depends on K alone, so the result is bitwise the same however
 * the work is split.
 *
 * @category Matrix products
 * @param a Left operand, shape [M, K].
 * @param b Right operand, shape [K, N].
 * @param c Result, shape [M, N]; overlaps neither operand.
 * @param bias Added to each row of the product, shape [N]; default none.
 * @param epilogue `"store"` (default), `"accumulate"` (adds to what `c` holds) or `"relu"`.
 * @returns `c`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example A 2 by 2 product with a bias
 * ```ts
 * import { createEngine, matmul } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const a = arena.from([1, 2, 3, 4], [2, 2]);
 * const b = arena.from([5, 6, 7, 8], [2, 2]);
 * const c = matmul(a, b, arena.tensor([2, 2]), arena.from([100, 200]));
 * assertEquals([...c.data], [119, 222, 143, 250]);
 * ```
 */
export function matmul<T extends Tensor>(
  a: T,
  b: T,
  c: T,
  bias?: T,
  epilogue: MatmulEpilogue = "store",
): T {
  const [M, K] = a.shape, N = b.shape[1];
  check("matmul", "[M, K], [K, N] and [M, N]", a, b, c, b.shape[0] === K, M, N, bias);
  a.engine.operations += 2 * M * N * K;
  multiplyMatrices(
    a.engine,
    a.dtype,
    a.pointer,
    K,
    1,
    b.pointer,
    N,
    1,
    c.pointer,
    M,
    N,
    K,
    bias?.pointer ?? noBias,
    epilogue,
  );
  return c;
}

/**
 * Matrix product with the left operand transposed: `C = Aᵀ B` (a weight gradient: `dW = xᵀ dy`).
 *
 * @category Matrix products
 * @param a Left operand, shape [K, M].
 * @param b Right operand, shape [K, N].
 * @param c Result, shape [M, N]; overlaps neither operand.
 * @param epilogue `"store"` (default), `"accumulate"` or `"relu"`.
 * @returns `c`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example An outer product
 * ```ts
 * import { createEngine, matmulTransposedA } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const c = matmulTransposedA(arena.from([1, 2], [1, 2]), arena.from([3, 4], [1, 2]), arena.tensor([2, 2]));
 * assertEquals([...c.data], [3, 4, 6, 8]);
 * ```
 */
export function matmulTransposedA<T extends Tensor>(
  a: T,
  b: T,
  c: T,
  epilogue: MatmulEpilogue = "store",
): T {
  const [K, M] = a.shape, N = b.shape[1];
  check("matmulTransposedA", "[K, M], [K, N] and [M, N]", a, b, c, b.shape[0] === K, M, N);
  a.engine.operations += 2 * M * N * K;
  multiplyMatrices(
    a.engine,
    a.dtype,
    a.pointer,
    1,
    M,
    b.pointer,
    N,
    1,
    c.pointer,
    M,
    N,
    K,
    noBias,
    epilogue,
  );
  return c;
}

/**
 * Matrix product with the right operand transposed: `C = A Bᵀ` (an input gradient: `dx = dy Wᵀ`).
 *
 * @category Matrix products
 * @param a Left operand, shape [M, K].
 * @param b Right operand, shape [N, K].
 * @param c Result, shape [M, N]; overlaps neither operand.
 * @param epilogue `"store"` (default), `"accumulate"` or `"relu"`.
 * @returns `c`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Inner products of rows
 * ```ts
 * import { createEngine, matmulTransposedB } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const a = arena.from([1, 2, 3, 4], [2, 2]);
 * const c = matmulTransposedB(a, a, arena.tensor([2, 2]));
 * assertEquals([...c.data], [5, 11, 11, 25]);
 * ```
 */
export function matmulTransposedB<T extends Tensor>(
  a: T,
  b: T,
  c: T,
  epilogue: MatmulEpilogue = "store",
): T {
  const [M, K] = a.shape, N = b.shape[0];
  check("matmulTransposedB", "[M, K], [N, K] and [M, N]", a, b, c, b.shape[1] === K, M, N);
  a.engine.operations += 2 * M * N * K;
  multiplyMatrices(
    a.engine,
    a.dtype,
    a.pointer,
    K,
    1,
    b.pointer,
    1,
    K,
    c.pointer,
    M,
    N,
    K,
    noBias,
    epilogue,
  );
  return c;
}

function check(
  operation: string,
  wanted: string,
  a: Tensor,
  b: Tensor,
  c: Tensor,
  innerFits: boolean,
  M: number,
  N: number,
  bias?: Tensor,
): void {
  const fits = a.shape.length === 2 && b.shape.length === 2 && c.shape.length === 2 && innerFits &&
    c.shape[0] === M && c.shape[1] === N && (bias === undefined || bias.size === N);
  if (!fits) {
    throw new TypeError(
      `${operation}: expected shapes ${wanted}${bias ? " with a bias [N]" : ""}, got ${
        formatShape(a.shape)
      }, ${formatShape(b.shape)} and ${formatShape(c.shape)}${
        bias ? ` with a bias ${formatShape(bias.shape)}` : ""
      }; reshape or transpose an operand`,
    );
  }
  if (a.dtype !== b.dtype || a.dtype !== c.dtype || (bias && bias.dtype !== a.dtype)) {
    throw new TypeError(
      `${operation}: expected operands of one element type, got ${a.dtype}, ${b.dtype} and ${c.dtype}; make them all f32 or all f64`,
    );
  }
}
