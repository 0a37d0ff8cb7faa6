import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "./engine.ts";

/**
 * Operations of {@linkcode matmul} on the product before it is stored.
 *
 * @category Matrix products
 */
export type MatmulEpilogue = "store" | "accumulate" | "relu";

/** Where a product without a bias has one. */
export const noBias = 0;
export const plainEpilogue = 0;
export const accumulateEpilogue = 1;
const reluEpilogue = 2;

const epilogueBits: Readonly<Record<MatmulEpilogue, number>> = {
  store: plainEpilogue,
  accumulate: accumulateEpilogue,
  relu: reluEpilogue,
};

/** Below this many multiplications a product takes less time than telling another thread of it. */
export const worthSplitting = 250_000;
export const tileRows = 6;
/** A native product's bits depend on how many rows it is given, so its pieces depend on the shape alone. */
const nativePieceRows = 64, mostNativePieces = 4;

/** One product of matrices anywhere in memory, over all threads when that pays; who calls it counts its operations. */
export function multiplyMatrices(
  engine: Engine,
  dtype: DType,
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bColumn: number,
  c: number,
  M: number,
  N: number,
  K: number,
  bias: number,
  epilogue: MatmulEpilogue,
): void {
  const { threads, workspaces, matmul: { isNative, gemm, ids } } = engine;
  const size = bytesPerElement[dtype];
  const bits = epilogueBits[epilogue];
  const small = M * N * K < worthSplitting;
  const parts = small ? 1 : threads.available;
  const pieces = small
    ? 1
    : isNative[dtype]
    ? Math.max(1, Math.min(mostNativePieces, Math.floor(M / nativePieceRows)))
    : parts;
  const rows = Math.ceil(M / pieces / tileRows) * tileRows;
  for (let first = 0; first < M; first += rows * parts) {
    for (let part = 1; part < parts; part++) {
      const from = first + part * rows;
      if (from >= M) break;
      threads.start(
        part,
        ids[dtype],
        Math.min(rows, M - from),
        N,
        K,
        a + from * aRow * size,
        aRow,
        aColumn,
        b,
        bRow,
        bColumn,
        c + from * N * size,
        N,
        bias,
        bits,
        workspaces[part],
      );
    }
    gemm[dtype](
      Math.min(rows, M - first),
      N,
      K,
      a + first * aRow * size,
      aRow,
      aColumn,
      b,
      bRow,
      bColumn,
      c + first * N * size,
      N,
      bias,
      bits,
      workspaces[0],
    );
    if (parts > 1) threads.join();
  }
}
