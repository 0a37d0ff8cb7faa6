// Rows copied from one place to another, gathered by index, and added up by index.

import { gemmWorkspaceBytes } from "./gemm";

/** Copies `count` rows of `bytes` bytes each between places whose rows lie `fromStride` and `toStride` bytes apart. */
export function copyRows(
  count: i32, bytes: i32, from: usize, fromStride: i32, to: usize, toStride: i32,
): void {
  for (let n = 0; n < count; n++) {
    memory.copy(to, from, bytes);
    from += fromStride;
    to += toStride;
  }
}

/** `out[i] = table[indices[i]]` for the rows `from` to `to` of `bytes` bytes each. */
export function gatherRows(
  from: i32, to: i32, bytes: i32, table: usize, indices: usize, out: usize,
): void {
  for (let i = from; i < to; i++) {
    const index = <usize>load<i32>(indices + <usize>i * 4);
    memory.copy(out + <usize>i * <usize>bytes, table + index * <usize>bytes, bytes);
  }
}

/** A row that is the last one of its index. */
const none: i32 = -1;

/** Adds the first two numbers of a vector to a sum of two in f64, or the last two. */
// @ts-ignore: decorator
@inline
function addPair<T>(sum: v128, x: v128, last: bool): v128 {
  if (sizeof<T>() == 8) return f64x2.add(sum, x);
  return f64x2.add(sum, f64x2.promote_low_f32x4(last ? i32x4.shuffle(x, x, 2, 3, 2, 3) : x));
}

/**
 * Adds the rows of a list to a row of `out`, in f64 and rounded once, in the columns `from` to `to`; `row` is the first
 * one, `next` has the one after each.
 */
// @ts-ignore: decorator
@inline
function addListed<T>(
  row: i32, next: usize, stride: usize, from: i32, to: i32, x: usize, out: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  let j = from;
  for (; j + 2 * width <= to; j += 2 * width) {
    const column = x + <usize>j * size;
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let i = row; i != none; i = load<i32>(next + (<usize>i << 2))) {
      const p = column + <usize>i * stride;
      const a = v128.load(p), b = v128.load(p, 16);
      s0 = addPair<T>(s0, a, false);
      s1 = addPair<T>(s1, b, false);
      if (size == 4) {
        s2 = addPair<T>(s2, a, true);
        s3 = addPair<T>(s3, b, true);
      }
    }
    const q = out + <usize>j * size;
    if (size == 8) {
      v128.store(q, f64x2.add(v128.load(q), s0));
      v128.store(q, f64x2.add(v128.load(q, 16), s1), 16);
    } else {
      const a = i32x4.shuffle(f32x4.demote_f64x2_zero(s0), f32x4.demote_f64x2_zero(s2), 0, 1, 4, 5);
      const b = i32x4.shuffle(f32x4.demote_f64x2_zero(s1), f32x4.demote_f64x2_zero(s3), 0, 1, 4, 5);
      v128.store(q, f32x4.add(v128.load(q), a));
      v128.store(q, f32x4.add(v128.load(q, 16), b), 16);
    }
  }
  for (; j < to; j++) {
    const column = x + <usize>j * size;
    let sum: f64 = 0;
    for (let i = row; i != none; i = load<i32>(next + (<usize>i << 2))) {
      sum += <f64>load<T>(column + <usize>i * stride);
    }
    const q = out + <usize>j * size;
    store<T>(q, load<T>(q) + <T>sum);
  }
}

/**
 * `out[indices[i]] += x[i]` for `count` rows and `sums` rows of `out`, in the columns `from` to `to`.
 *
 * Rows of one index are listed and added up together: all at once, where the workspace holds a list of all rows, else
 * part by part, whose sizes depend on its size alone.
 */
// @ts-ignore: decorator
@inline
function scatterAddRows<T>(
  count: i32, sums: i32, columns: i32, from: i32, to: i32, x: usize, indices: usize, out: usize,
  workspace: usize,
): void {
  const stride = <usize>columns * sizeof<T>();
  const most = <i32>(gemmWorkspaceBytes() >> 3);
  const next = workspace + (<usize>most << 2);
  for (let first = 0; first < sums; first += most) {
    const heads = min(most, sums - first);
    for (let start = 0; start < count; start += most) {
      const rows = min(most, count - start);
      memory.fill(workspace, 0xff, <usize>heads << 2);
      // From the last on, so that lists are in order.
      for (let i = rows - 1; i >= 0; i--) {
        const v = load<i32>(indices + (<usize>(start + i) << 2)) - first;
        if (v < 0 || v >= heads) continue;
        const head = workspace + (<usize>v << 2);
        store<i32>(next + (<usize>i << 2), load<i32>(head));
        store<i32>(head, i);
      }
      const part = x + <usize>start * stride;
      for (let v = 0; v < heads; v++) {
        const row = load<i32>(workspace + (<usize>v << 2));
        if (row == none) continue;
        addListed<T>(row, next, stride, from, to, part, out + <usize>(first + v) * stride);
      }
    }
  }
}

export function scatterAddRows_f32(
  count: i32, sums: i32, columns: i32, from: i32, to: i32, x: usize, indices: usize, out: usize,
  workspace: usize,
): void {
  scatterAddRows<f32>(count, sums, columns, from, to, x, indices, out, workspace);
}

export function scatterAddRows_f64(
  count: i32, sums: i32, columns: i32, from: i32, to: i32, x: usize, indices: usize, out: usize,
  workspace: usize,
): void {
  scatterAddRows<f64>(count, sums, columns, from, to, x, indices, out, workspace);
}

export function clearBytes(to: usize, bytes: usize): void {
  memory.fill(to, 0, bytes);
}
