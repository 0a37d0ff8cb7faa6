// Matrix product C = A B (+ C) (+ bias) (relu), any strides of A and B, C row-major.
//
// A tile of 6 rows by two vectors is held in 12 registers while k runs; that is what 16 vector registers
// allow and what reaches the multiply-add limit. Rows past M and columns past N are computed on whatever
// follows (the heap keeps 64 spare bytes) and never stored.
// Each element is summed over k in blocks that depend on K alone, so splitting M or N over threads or
// tiles changes no bit of the result.

import { packColumns, packRows } from "./gemm_panels";
import { relu } from "./lanes";

/** Most steps of k in one block: a B panel (2 vectors a step) then stays in the first-level cache. */
const maximumBlockK: i32 = 512;
/** Rows of A packed at once: with 512 steps this fills part of the second-level cache. */
const blockM: i32 = 96;
/** Columns of B packed at once. */
const blockN: i32 = 512;
/** Columns of B packed at once where all rows of A stay packed. */
const narrowBlockN: i32 = 64;
/** Bytes of B that all rows of A meet before the next are read. */
const stripBytes: i32 = 16384;

/** Epilogue bits. */
const accumulateBit: i32 = 1;
const reluBit: i32 = 2;
/** Tiles above the diagonal are left out, see `gram.ts`; the bits from `firstRowShift` on number the first row. */
const lowerBit: i32 = 4;
const firstRowShift: i32 = 3;

/** Bytes of workspace that a call may use: packed A, packed B and one spare tile, for f64. */
export function gemmWorkspaceBytes(): i32 {
  return (blockM * maximumBlockK + blockN * maximumBlockK) * 8 + 1024;
}

// @ts-ignore: decorator
@inline
function finish<T>(c: usize, accumulator: v128, bias: usize, epilogue: i32): void {
  let value = accumulator;
  if (epilogue & accumulateBit) value = v128.add<T>(v128.load(c), value);
  if (bias) value = v128.add<T>(value, v128.load(bias));
  if (epilogue & reluBit) value = relu<T>(value);
  v128.store(c, value);
}

/**
 * A tile of 3 to 6 rows over `steps` of k; `c` has room for the whole tile.
 *
 * Of every k six rows of A are neighbours, `aStep` bytes on at the next k. Deno checks the bounds of every access: one
 * address that walks through A needs one bound in a register, and four steps a turn share the loop's own
 * checks. Both together made this more than half as fast again.
 */
// @ts-ignore: decorator
@inline
function tile<T>(
  rows: i32, steps: i32,
  a: usize, aStep: usize,
  b: usize, bStep: usize,
  c: usize, cRow: usize, bias: usize, epilogue: i32,
): void {
  const size = sizeof<T>();
  const aRest = aStep - <usize>(rows - 1) * size;
  let c00 = v128.splat<T>(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  let b0 = c00, b1 = c00, x = c00;
  // unroll 4
  for (; steps > 0; steps--) {
    b0 = v128.load(b); b1 = v128.load(b, 16); b += bStep;
    x = v128.load_splat<T>(a); a += size; c00 = v128.relaxed_madd<T>(x, b0, c00); c01 = v128.relaxed_madd<T>(x, b1, c01);
    x = v128.load_splat<T>(a); a += size; c10 = v128.relaxed_madd<T>(x, b0, c10); c11 = v128.relaxed_madd<T>(x, b1, c11);
    x = v128.load_splat<T>(a); a += rows > 3 ? size : aRest; c20 = v128.relaxed_madd<T>(x, b0, c20); c21 = v128.relaxed_madd<T>(x, b1, c21);
    if (rows > 3) { x = v128.load_splat<T>(a); a += rows > 4 ? size : aRest; c30 = v128.relaxed_madd<T>(x, b0, c30); c31 = v128.relaxed_madd<T>(x, b1, c31); }
    if (rows > 4) { x = v128.load_splat<T>(a); a += rows > 5 ? size : aRest; c40 = v128.relaxed_madd<T>(x, b0, c40); c41 = v128.relaxed_madd<T>(x, b1, c41); }
    if (rows > 5) { x = v128.load_splat<T>(a); a += aRest; c50 = v128.relaxed_madd<T>(x, b0, c50); c51 = v128.relaxed_madd<T>(x, b1, c51); }
  }
  if (bias == 0 && epilogue == 0) {
    v128.store(c, c00); v128.store(c, c01, 16); c += cRow;
    v128.store(c, c10); v128.store(c, c11, 16); c += cRow;
    v128.store(c, c20); v128.store(c, c21, 16); c += cRow;
    if (rows > 3) { v128.store(c, c30); v128.store(c, c31, 16); c += cRow; }
    if (rows > 4) { v128.store(c, c40); v128.store(c, c41, 16); c += cRow; }
    if (rows > 5) { v128.store(c, c50); v128.store(c, c51, 16); }
    return;
  }
  const bias1 = bias ? bias + 16 : 0;
  finish<T>(c, c00, bias, epilogue); finish<T>(c + 16, c01, bias1, epilogue); c += cRow;
  finish<T>(c, c10, bias, epilogue); finish<T>(c + 16, c11, bias1, epilogue); c += cRow;
  finish<T>(c, c20, bias, epilogue); finish<T>(c + 16, c21, bias1, epilogue); c += cRow;
  if (rows > 3) { finish<T>(c, c30, bias, epilogue); finish<T>(c + 16, c31, bias1, epilogue); c += cRow; }
  if (rows > 4) { finish<T>(c, c40, bias, epilogue); finish<T>(c + 16, c41, bias1, epilogue); c += cRow; }
  if (rows > 5) { finish<T>(c, c50, bias, epilogue); finish<T>(c + 16, c51, bias1, epilogue); }
}

// Each a function of its own, so that registers are shared out for it alone.
function tileOf3<T>(steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, bias: usize, epilogue: i32): void {
  tile<T>(3, steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
}
function tileOf4<T>(steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, bias: usize, epilogue: i32): void {
  tile<T>(4, steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
}
function tileOf5<T>(steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, bias: usize, epilogue: i32): void {
  tile<T>(5, steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
}
function tileOf6<T>(steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, bias: usize, epilogue: i32): void {
  tile<T>(6, steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
}

/** The least tile of so many rows. */
// @ts-ignore: decorator
@inline
function leastTile<T>(
  rows: i32, steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, bias: usize, epilogue: i32,
): void {
  if (rows == 6) tileOf6<T>(steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
  else if (rows == 5) tileOf5<T>(steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
  else if (rows == 4) tileOf4<T>(steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
  else tileOf3<T>(steps, a, aStep, b, bStep, c, cRow, bias, epilogue);
}

/** Copies up to two vectors: a call of `memory.copy` costs more than a tile's row of few steps. */
// @ts-ignore: decorator
@inline
function copyPart(from: usize, to: usize, bytes: usize): void {
  if (bytes == 32) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    return;
  }
  if (bytes & 16) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  if (bytes & 8) {
    store<u64>(to, load<u64>(from));
    from += 8;
    to += 8;
  }
  if (bytes & 4) store<u32>(to, load<u32>(from));
}

/** Copies the valid corner of C into the spare tile, computes there, and copies it back. */
function edge<T>(
  steps: i32,
  a: usize, aStep: usize, rows: i32,
  b: usize, bStep: usize, columns: i32,
  c: usize, cRow: usize, bias: usize, epilogue: i32, spare: usize,
): void {
  const bytes = <usize>columns * sizeof<T>();
  if (epilogue & accumulateBit) {
    for (let r = 0; r < rows; r++) copyPart(c + <usize>r * cRow, spare + <usize>r * 32, bytes);
  }
  leastTile<T>(rows, steps, a, aStep, b, bStep, spare, 32, bias, epilogue);
  for (let r = 0; r < rows; r++) copyPart(spare + <usize>r * 32, c + <usize>r * cRow, bytes);
}

// @ts-ignore: decorator
@inline
function gemm<T>(
  M: i32, N: i32, K: i32,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, bias: usize, epilogue: i32, workspace: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(32 / size);
  const aRowBytes = <usize>aRow * size, aStepBytes = <usize>aColumn * size;
  const bStepBytes = <usize>bRow * size, bColumnBytes = <usize>bColumn * size;
  const cRowBytes = <usize>cRow * size;
  const packedA = workspace;
  const packedB = packedA + <usize>blockM * <usize>maximumBlockK * 8;
  const spare = packedB + <usize>blockN * <usize>maximumBlockK * 8;

  // Strides of half and whole kilobytes map many rows to the same few cache sets, of whole pages each to one of its
  // own; packing undoes that.
  const packsB = bColumn != 1 || M > 192 || (M > 48 && (bStepBytes & 511) == 0) ||
    (M > 6 && (bStepBytes & 4095) == 0);
  const packsA = aRow != 1 || (N > 4 * width && ((aStepBytes & 511) == 0 || N > 192));

  // Where all rows of A stay packed, few columns of B at once stay in the cache with them.
  const packsAOnce = M <= <i32>(<usize>blockM * 8 / size);
  const mostRows = packsAOnce ? M : blockM;
  const mostColumns = packsAOnce ? narrowBlockN : blockN;

  // Of a tile's last row, where tiles above the diagonal are left out; else past all columns.
  const lowerRow = epilogue & lowerBit ? (epilogue >> firstRowShift) + 5 : i32.MAX_VALUE - M;

  const blocks = max(1, (K + maximumBlockK - 1) / maximumBlockK);
  const blockK = (K + blocks - 1) / blocks;
  for (let block = 0; block < blocks; block++) {
    const k = block * blockK;
    const steps = min(blockK, K - k);
    const last = block == blocks - 1;
    const blockEpilogue = (block > 0 ? accumulateBit : epilogue & accumulateBit) |
      (last ? epilogue & reluBit : 0);
    const aBlock = a + <usize>k * aStepBytes, bBlock = b + <usize>k * bStepBytes;
    // As many columns as stay in the first-level cache: with few steps whole lines of C.
    const stripColumns = width * max(1, stripBytes / (32 * max(1, steps)));
    for (let j0 = 0; j0 < N; j0 += mostColumns) {
      const columns = min(mostColumns, N - j0);
      if (packsB) packColumns<T>(columns, steps, bBlock + <usize>j0 * bColumnBytes, bStepBytes, bColumnBytes, packedB);
      for (let i0 = 0; i0 < M; i0 += mostRows) {
        const rows = min(mostRows, M - i0);
        // As few tiles as there can be, of sizes as equal as there can be.
        const tiles = (rows + 5) / 6, least = rows / tiles, larger = rows - least * tiles;
        if (packsA && (j0 == 0 || !packsAOnce)) {
          packRows<T>(tiles, least, larger, steps, aBlock + <usize>i0 * aRowBytes, aRowBytes, aStepBytes, packedA);
        }
        for (let strip = 0; strip < columns; strip += stripColumns) {
          const stripEnd = min(columns, strip + stripColumns);
          let i = 0;
          for (let t = 0; t < tiles; t++) {
            const tileRows = least + i32(t < larger);
            const aPanel = packsA
              ? packedA + <usize>t * 6 * size * <usize>steps
              : aBlock + <usize>(i0 + i) * aRowBytes;
            const panelStep: usize = packsA ? 6 * size : aStepBytes;
            for (let j = strip; j < stripEnd; j += width) {
              if (j0 + j > lowerRow + i0 + i) break;
              const bPanel = packsB
                ? packedB + <usize>j * size * <usize>steps
                : bBlock + <usize>(j0 + j) * bColumnBytes;
              const bPanelStep: usize = packsB ? 32 : bStepBytes;
              const tileBias = bias && last ? bias + <usize>(j0 + j) * size : 0;
              const target = c + <usize>(i0 + i) * cRowBytes + <usize>(j0 + j) * size;
              if (tileRows >= 3 && columns - j >= width) {
                leastTile<T>(tileRows, steps, aPanel, panelStep, bPanel, bPanelStep, target, cRowBytes, tileBias, blockEpilogue);
              } else {
                edge<T>(steps, aPanel, panelStep, tileRows, bPanel, bPanelStep, min(width, columns - j), target, cRowBytes, tileBias, blockEpilogue, spare);
              }
            }
            i += tileRows;
          }
        }
      }
    }
  }
}

export function gemm_f32(
  M: i32, N: i32, K: i32,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, bias: usize, epilogue: i32, workspace: usize,
): void {
  gemm<f32>(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, bias, epilogue, workspace);
}

export function gemm_f64(
  M: i32, N: i32, K: i32,
  a: usize, aRow: i32, aColumn: i32,
  b: usize, bRow: i32, bColumn: i32,
  c: usize, cRow: i32, bias: usize, epilogue: i32, workspace: usize,
): void {
  gemm<f64>(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, bias, epilogue, workspace);
}
