import { type MatmulEpilogue, multiplyMatrices, noBias } from "./memory/multiply_matrices.ts";
import { formatShape } from "./types/shape.ts";
import type { Tensor } from "./memory/tensor.ts";

/**
 * Options of {@linkcode batchedMatmul}.
 *
 * @category Matrix products
 */
export interface BatchedMatmulOptions {
  /** Whether the matrices of `a` are [K, M] and are transposed; default false. */
  readonly transposeA?: boolean;
  /** Whether the matrices of `b` are [N, K] and are transposed; default false. */
  readonly transposeB?: boolean;
  /** `"store"` (default), `"accumulate"` (adds to what `c` holds) or `"relu"`. */
  readonly epilogue?: MatmulEpilogue;
}

const plain: BatchedMatmulOptions = {};

/**
 * The products of the matrices of two batches, one by one: `C[b] = A[b] B[b]` (`torch.bmm`).
 *
 * In a training loop, keep the options in a constant: then it allocates nothing.
 *
 * @category Matrix products
 * @param a Left operands, shape [batch, M, K], or [batch, K, M] transposed.
 * @param b Right operands, shape [batch, K, N], or [batch, N, K] transposed.
 * @param c Results, shape [batch, M, N]; overlaps neither operand.
 * @param options Which operands are transposed, and what is done before the product is stored.
 * @returns `c`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example The inner products of the rows of two matrices, and of two others
 * ```ts
 * import { batchedMatmul, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const a = arena.from([1, 2, 3, 4], [2, 1, 2]);
 * const c = batchedMatmul(a, a, arena.tensor([2, 1, 1]), { transposeB: true });
 * assertEquals([...c.data], [5, 25]);
 * ```
 */
export function batchedMatmul<T extends Tensor>(
  a: T,
  b: T,
  c: T,
  options: BatchedMatmulOptions = plain,
): T {
  const { transposeA = false, transposeB = false, epilogue = "store" } = options;
  const [count, M, N] = c.shape;
  const K = a.shape[transposeA ? 1 : 2];
  const fits = a.shape.length === 3 && b.shape.length === 3 && c.shape.length === 3 &&
    a.shape[0] === count && b.shape[0] === count && a.shape[transposeA ? 2 : 1] === M &&
    b.shape[transposeB ? 2 : 1] === K && b.shape[transposeB ? 1 : 2] === N &&
    a.dtype === b.dtype && a.dtype === c.dtype;
  if (!fits) {
    throw new TypeError(
      `batchedMatmul: expected ${transposeA ? "[batch, K, M]" : "[batch, M, K]"}, ${
        transposeB ? "[batch, N, K]" : "[batch, K, N]"
      } and [batch, M, N] of one element type, got ${a.dtype} ${formatShape(a.shape)}, ${b.dtype} ${
        formatShape(b.shape)
      } and ${c.dtype} ${formatShape(c.shape)}; reshape or transpose an operand`,
    );
  }
  const size = a.data.BYTES_PER_ELEMENT;
  a.engine.operations += 2 * count * M * N * K;
  for (let i = 0; i < count; i++) {
    multiplyMatrices(
      a.engine,
      a.dtype,
      a.pointer + i * M * K * size,
      transposeA ? 1 : K,
      transposeA ? M : 1,
      b.pointer + i * K * N * size,
      transposeB ? 1 : N,
      transposeB ? K : 1,
      c.pointer + i * M * N * size,
      M,
      N,
      K,
      noBias,
      epilogue,
    );
  }
  return c;
}
