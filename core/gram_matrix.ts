import {
  accumulateEpilogue,
  multiplyMatrices,
  noBias,
  plainEpilogue,
  tileRows,
  worthSplitting,
} from "./memory/multiply_matrices.ts";
import { bytesPerElement } from "./types/dtype.ts";
import { formatShape } from "./types/shape.ts";
import type { Tensor } from "./memory/tensor.ts";

/** As the kernel of products has them. */
const lowerBit = 4, firstRowShift = 3;

/**
 * The inner products of the rows of a matrix, `C = A Aᵀ`, or of its columns, `C = Aᵀ A`: its Gram matrix.
 *
 * One half is computed and the other copied, so that C is symmetric to the bit, and its bits are those of
 * {@linkcode matmulTransposedB} or {@linkcode matmulTransposedA}. With a native library it is their product.
 *
 * @category Matrix products
 * @param a The matrix, shape [M, K].
 * @param c Result, shape [M, M] of rows, [K, K] of columns; does not overlap `a`.
 * @param of Whose inner products, `"rows"` (default) or `"columns"`.
 * @param epilogue `"store"` (default), or `"accumulate"` to add to what `c` holds, which is symmetric.
 * @returns `c`.
 * @throws {TypeError} When shapes or element types do not fit.
 *
 * @example Two rows
 * ```ts
 * import { createEngine, gramMatrix } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const a = arena.from([1, 2, 3, 4], [2, 2]);
 * assertEquals([...gramMatrix(a, arena.tensor([2, 2])).data], [5, 11, 11, 25]);
 * ```
 */
export function gramMatrix<T extends Tensor>(
  a: T,
  c: T,
  of: "rows" | "columns" = "rows",
  epilogue: "store" | "accumulate" = "store",
): T {
  const { engine, dtype, pointer } = a, isOfRows = of === "rows";
  const n = isOfRows ? a.shape[0] : a.shape[1], K = isOfRows ? a.shape[1] : a.shape[0];
  check(a, c, n, of);
  const own = isOfRows ? K : 1, along = isOfRows ? 1 : n;
  const { threads, workspaces, kernels, matmul: { isNative, gemm, ids } } = engine;
  if (isNative[dtype]) {
    engine.operations += 2 * n * n * K;
    // deno-fmt-ignore
    multiplyMatrices(
      engine, dtype, pointer, own, along, pointer, along, own, c.pointer, n, n, K, noBias, epilogue,
    );
    return c;
  }
  engine.operations += n * (n + 1) * K;
  const parts = n * n * K < 2 * worthSplitting ? 1 : threads.available;
  const size = bytesPerElement[dtype];
  const bits = lowerBit | (epilogue === "accumulate" ? accumulateEpilogue : plainEpilogue);
  // Rows from their share of the area below the diagonal.
  const end = Math.min(n, firstRow(n, 1, parts));
  for (let part = 1; part < parts; part++) {
    const from = firstRow(n, part, parts), to = Math.min(n, firstRow(n, part + 1, parts));
    if (from >= to) continue;
    threads.start(
      part,
      ids[dtype],
      to - from,
      to,
      K,
      pointer + from * own * size,
      own,
      along,
      pointer,
      along,
      own,
      c.pointer + from * n * size,
      n,
      noBias,
      bits | from << firstRowShift,
      workspaces[part],
    );
  }
  // deno-fmt-ignore
  gemm[dtype](
    end, end, K, pointer, own, along, pointer, along, own, c.pointer, n, noBias, bits, workspaces[0],
  );
  if (parts > 1) threads.join();
  kernels[dtype].mirrorLower(n, c.pointer);
  return c;
}

function firstRow(n: number, part: number, parts: number): number {
  return Math.ceil(n * Math.sqrt(part / parts) / tileRows) * tileRows;
}

function check(a: Tensor, c: Tensor, n: number, of: string): void {
  const fits = a.shape.length === 2 && c.shape.length === 2 && c.shape[0] === n && c.shape[1] === n;
  if (!fits) {
    throw new TypeError(
      `gramMatrix: expected a matrix and a result of ${formatShape([n, n])} for its ${of}, got ${
        formatShape(a.shape)
      } and ${formatShape(c.shape)}; reshape one`,
    );
  }
  if (a.dtype !== c.dtype) {
    throw new TypeError(
      `gramMatrix: expected operands of one element type, got ${a.dtype} and ${c.dtype}; make them both f32 or both f64`,
    );
  }
}
