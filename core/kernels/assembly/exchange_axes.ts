// Axes exchanged: [A, B, C] to [B, A, C], and rows of padding set to zero.

/** Columns of a square that is exchanged at a time: its rows and columns stay in the first-level cache. */
const square: i32 = 16;

/**
 * `y[b][a] = x[a][b]` for a of `from` to `to`, runs of C elements; `xRow` and `yRow` are the elements from one a to
 * the next in x, and from one b to the next in y.
 */
// @ts-ignore: decorator
@inline
function exchangeAxes<T>(from: i32, to: i32, B: i32, C: i32, x: usize, xStride: i32, xRow: i32, y: usize, yStride: i32, yRow: i32): void {
  const size = sizeof<T>();
  if (C > 1) {
    const bytes = <usize>C * size;
    for (let a = from; a < to; a++) {
      let p = x + <usize>a * <usize>xRow * size, q = y + <usize>a * <usize>yStride * size;
      for (let b = 0; b < B; b++) {
        memory.copy(q, p, bytes);
        p += <usize>xStride * size;
        q += <usize>yRow * size;
      }
    }
    return;
  }
  for (let a0 = from; a0 < to; a0 += square) {
    const end = min(a0 + square, to);
    for (let b = 0; b < B; b++) {
      let p = x + (<usize>a0 * <usize>xRow + <usize>b * <usize>xStride) * size;
      let q = y + (<usize>b * <usize>yRow + <usize>a0 * <usize>yStride) * size;
      for (let a = a0; a < end; a++) {
        store<T>(q, load<T>(p));
        p += <usize>xRow * size;
        q += <usize>yStride * size;
      }
    }
  }
}

export function exchangeAxes_f32(
  from: i32, to: i32, B: i32, C: i32, x: usize, xStride: i32, xRow: i32, y: usize, yStride: i32, yRow: i32,
): void {
  exchangeAxes<f32>(from, to, B, C, x, xStride, xRow, y, yStride, yRow);
}

export function exchangeAxes_f64(
  from: i32, to: i32, B: i32, C: i32, x: usize, xStride: i32, xRow: i32, y: usize, yStride: i32, yRow: i32,
): void {
  exchangeAxes<f64>(from, to, B, C, x, xStride, xRow, y, yStride, yRow);
}

/** Sets the rows of `bytes` bytes to zero whose flag in `mask` is not 0. */
export function zeroRows(from: i32, to: i32, bytes: i32, mask: usize, x: usize): void {
  for (let n = from; n < to; n++) {
    if (load<i32>(mask + (<usize>n << 2))) memory.fill(x + <usize>n * <usize>bytes, 0, bytes);
  }
}
