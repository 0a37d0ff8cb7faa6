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
/** Bytes of a row of a tile. */
const tileRowBytes = 32;
/** Rows of a thread below which sharing them costs more than uneven columns, and how much less work must be worth it. */
const fewRows = 2 * tileRows, evenEnough = 0.95;
/** A native product's bits depend on the extents that it is given, so its pieces depend on the shape alone. */
const nativePieceRows = 64, nativePieceColumns = 128, mostNativePieces = 4;

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
  const splitsColumns = isNative[dtype] ? N > M : sharesColumns(M, N, parts, tileRowBytes / size);
  const extent = splitsColumns ? N : M;
  const pieces = small
    ? 1
    : isNative[dtype]
    ? nativePieces(extent, splitsColumns ? nativePieceColumns : nativePieceRows)
    : parts;
  const unit = splitsColumns ? tileRowBytes / size : 1;
  const share = Math.ceil(extent / pieces / unit) * unit;
  // Bytes from one place of the axis to the next.
  const aStep = splitsColumns ? 0 : aRow * size;
  const bStep = splitsColumns ? bColumn * size : 0;
  const cStep = splitsColumns ? size : N * size;
  const biasStep = splitsColumns && bias !== noBias ? size : 0;
  for (let first = 0; first < extent; first += share * parts) {
    for (let part = 1; part < parts; part++) {
      const from = first + part * share;
      if (from >= extent) break;
      const own = Math.min(share, extent - from);
      threads.start(
        part,
        ids[dtype],
        splitsColumns ? M : own,
        splitsColumns ? own : N,
        K,
        a + from * aStep,
        aRow,
        aColumn,
        b + from * bStep,
        bRow,
        bColumn,
        c + from * cStep,
        N,
        bias + from * biasStep,
        bits,
        workspaces[part],
      );
    }
    const own = Math.min(share, extent - first);
    gemm[dtype](
      splitsColumns ? M : own,
      splitsColumns ? own : N,
      K,
      a + first * aStep,
      aRow,
      aColumn,
      b + first * bStep,
      bRow,
      bColumn,
      c + first * cStep,
      N,
      bias + first * biasStep,
      bits,
      workspaces[0],
    );
    if (parts > 1) threads.join();
  }
}

/**
 * Whether threads share columns: the longer axis, as of the operand along the other one each thread reads and lays out
 * the whole, unless tiles of columns divide so unevenly that a thread has clearly less to do with its share of rows.
 */
function sharesColumns(M: number, N: number, parts: number, tileColumns: number): boolean {
  if (N <= M) return false;
  const tiles = Math.ceil(N / tileColumns);
  const rows = Math.ceil(M / parts);
  return rows < fewRows || rows * tiles > evenEnough * M * Math.ceil(tiles / parts);
}

function nativePieces(extent: number, least: number): number {
  return Math.max(1, Math.min(mostNativePieces, Math.floor(extent / least)));
}
