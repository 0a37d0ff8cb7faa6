// The two inner loops of convolution, for a panel of 6 or 4 filters and two vectors of the source.
//
// Neither sees a patch matrix. The source lies in memory with its padding around it, so the values that a
// tap of the filter meets for a run of outputs are themselves a run: a vector load at the run's address
// plus the tap's offset. Forward, the steps are the taps and the two vectors are runs of outputs; for the
// filters' gradient the steps are runs of outputs and the two vectors belong to two taps.

import { addLanes } from "./reduce";

/** Stores the first `valid` lanes, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function scatter<T>(to: usize, value: v128, valid: i32, step: usize): void {
  if (step == sizeof<T>() && valid == <i32>(16 / sizeof<T>())) {
    v128.store(to, value);
    return;
  }
  if (valid > 0) store<T>(to, v128.extract_lane<T>(value, 0));
  if (valid > 1) store<T>(to + step, v128.extract_lane<T>(value, 1));
  if (sizeof<T>() == 4) {
    if (valid > 2) store<f32>(to + 2 * step, f32x4.extract_lane(value, 2));
    if (valid > 3) store<f32>(to + 3 * step, f32x4.extract_lane(value, 3));
  }
}

/** Where a tile of outputs goes; passed on by inlining, never stored. */
// @ts-ignore: decorator
@inline
function finishRow<T>(
  row: i32, rows: i32, v0: v128, v1: v128, bias: usize, relu: i32,
  c0: usize, valid0: i32, c1: usize, valid1: i32, cRow: usize, step: usize,
): void {
  if (row >= rows) return;
  if (bias) {
    const added = v128.load_splat<T>(bias + <usize>row * sizeof<T>());
    v0 = v128.add<T>(v0, added);
    v1 = v128.add<T>(v1, added);
  }
  if (relu) {
    const zero = v128.splat<T>(0);
    v0 = v128.max<T>(v0, zero);
    v1 = v128.max<T>(v1, zero);
  }
  scatter<T>(c0 + <usize>row * cRow, v0, valid0, step);
  scatter<T>(c1 + <usize>row * cRow, v1, valid1, step);
}

/**
 * Outputs of up to 6 (4) filters at two runs: `c[f] = Σₖ a[k][f] b[offsets[k]] + bias[f]`.
 *
 * `a` is a packed panel, 6 (4) filters side by side for each tap.
 */
// @ts-ignore: decorator
@inline
function outputs<T>(
  six: bool, steps: i32, offsets: usize, a: usize, rows: i32, b0: usize, b1: usize, bias: usize, relu: i32,
  c0: usize, valid0: i32, c1: usize, valid1: i32, cRow: usize, step: usize,
): void {
  const size = sizeof<T>();
  let c00 = v128.splat<T>(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  let offset: u32 = 0, v0 = c00, v1 = c00, x = c00;
  if (six || size == 8) {
    // unroll 4
    for (; steps > 0; steps--) {
      offset = load<u32>(offsets); offsets += 4; v0 = v128.load(b0 + offset); v1 = v128.load(b1 + offset);
      x = v128.load_splat<T>(a); a += size; c00 = v128.relaxed_madd<T>(x, v0, c00); c01 = v128.relaxed_madd<T>(x, v1, c01);
      x = v128.load_splat<T>(a); a += size; c10 = v128.relaxed_madd<T>(x, v0, c10); c11 = v128.relaxed_madd<T>(x, v1, c11);
      x = v128.load_splat<T>(a); a += size; c20 = v128.relaxed_madd<T>(x, v0, c20); c21 = v128.relaxed_madd<T>(x, v1, c21);
      x = v128.load_splat<T>(a); a += size; c30 = v128.relaxed_madd<T>(x, v0, c30); c31 = v128.relaxed_madd<T>(x, v1, c31);
      if (six) {
        x = v128.load_splat<T>(a); a += size; c40 = v128.relaxed_madd<T>(x, v0, c40); c41 = v128.relaxed_madd<T>(x, v1, c41);
        x = v128.load_splat<T>(a); a += size; c50 = v128.relaxed_madd<T>(x, v0, c50); c51 = v128.relaxed_madd<T>(x, v1, c51);
      }
    }
  } else {
    // Four filters are one vector, and there are registers to spare: three loads less to check.
    // unroll 4
    for (; steps > 0; steps--) {
      offset = load<u32>(offsets); offsets += 4; v0 = v128.load(b0 + offset); v1 = v128.load(b1 + offset);
      const all = v128.load(a); a += 16;
      x = i32x4.shuffle(all, all, 0, 0, 0, 0); c00 = v128.relaxed_madd<T>(x, v0, c00); c01 = v128.relaxed_madd<T>(x, v1, c01);
      x = i32x4.shuffle(all, all, 1, 1, 1, 1); c10 = v128.relaxed_madd<T>(x, v0, c10); c11 = v128.relaxed_madd<T>(x, v1, c11);
      x = i32x4.shuffle(all, all, 2, 2, 2, 2); c20 = v128.relaxed_madd<T>(x, v0, c20); c21 = v128.relaxed_madd<T>(x, v1, c21);
      x = i32x4.shuffle(all, all, 3, 3, 3, 3); c30 = v128.relaxed_madd<T>(x, v0, c30); c31 = v128.relaxed_madd<T>(x, v1, c31);
    }
  }
  const lanes = <i32>(16 / size);
  if (bias == 0 && relu == 0 && step == size && valid0 == lanes && valid1 == lanes && rows >= (six ? 6 : 4)) {
    v128.store(c0, c00); v128.store(c1, c01); c0 += cRow; c1 += cRow;
    v128.store(c0, c10); v128.store(c1, c11); c0 += cRow; c1 += cRow;
    v128.store(c0, c20); v128.store(c1, c21); c0 += cRow; c1 += cRow;
    v128.store(c0, c30); v128.store(c1, c31);
    if (six) {
      c0 += cRow; c1 += cRow;
      v128.store(c0, c40); v128.store(c1, c41); c0 += cRow; c1 += cRow;
      v128.store(c0, c50); v128.store(c1, c51);
    }
    return;
  }
  finishRow<T>(0, rows, c00, c01, bias, relu, c0, valid0, c1, valid1, cRow, step);
  finishRow<T>(1, rows, c10, c11, bias, relu, c0, valid0, c1, valid1, cRow, step);
  finishRow<T>(2, rows, c20, c21, bias, relu, c0, valid0, c1, valid1, cRow, step);
  finishRow<T>(3, rows, c30, c31, bias, relu, c0, valid0, c1, valid1, cRow, step);
  if (six) {
    finishRow<T>(4, rows, c40, c41, bias, relu, c0, valid0, c1, valid1, cRow, step);
    finishRow<T>(5, rows, c50, c51, bias, relu, c0, valid0, c1, valid1, cRow, step);
  }
}

export function sixOutputs<T>(
  steps: i32, offsets: usize, a: usize, rows: i32, b0: usize, b1: usize, bias: usize, relu: i32,
  c0: usize, valid0: i32, c1: usize, valid1: i32, cRow: usize, step: usize,
): void {
  outputs<T>(true, steps, offsets, a, rows, b0, b1, bias, relu, c0, valid0, c1, valid1, cRow, step);
}

export function fourOutputs<T>(
  steps: i32, offsets: usize, a: usize, rows: i32, b0: usize, b1: usize, bias: usize, relu: i32,
  c0: usize, valid0: i32, c1: usize, valid1: i32, cRow: usize, step: usize,
): void {
  outputs<T>(false, steps, offsets, a, rows, b0, b1, bias, relu, c0, valid0, c1, valid1, cRow, step);
}

// @ts-ignore: decorator
@inline
function addRow<T>(row: i32, rows: i32, v0: v128, v1: v128, c0: usize, c1: usize, cRow: usize): void {
  if (row >= rows) return;
  const first = c0 + <usize>row * cRow;
  store<T>(first, load<T>(first) + addLanes<T>(v0));
  if (c1 == 0) return;
  const second = c1 + <usize>row * cRow;
  store<T>(second, load<T>(second) + addLanes<T>(v1));
}

/**
 * Gradients of up to 6 (4) filters at two taps: `c[f] += Σₛ a[s][f] · b[offsets[s]]`, products of vectors.
 *
 * `a` holds runs of the output's gradient, 6 (4) filters side by side for each run; `c1` is 0 when there is
 * no second tap.
 */
// @ts-ignore: decorator
@inline
function gradients<T>(
  six: bool, steps: i32, offsets: usize, a: usize, rows: i32, b0: usize, b1: usize,
  c0: usize, c1: usize, cRow: usize,
): void {
  let c00 = v128.splat<T>(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  let offset: u32 = 0, v0 = c00, v1 = c00, x = c00;
  // unroll 4
  for (; steps > 0; steps--) {
    offset = load<u32>(offsets); offsets += 4; v0 = v128.load(b0 + offset); v1 = v128.load(b1 + offset);
    x = v128.load(a); a += 16; c00 = v128.relaxed_madd<T>(x, v0, c00); c01 = v128.relaxed_madd<T>(x, v1, c01);
    x = v128.load(a); a += 16; c10 = v128.relaxed_madd<T>(x, v0, c10); c11 = v128.relaxed_madd<T>(x, v1, c11);
    x = v128.load(a); a += 16; c20 = v128.relaxed_madd<T>(x, v0, c20); c21 = v128.relaxed_madd<T>(x, v1, c21);
    x = v128.load(a); a += 16; c30 = v128.relaxed_madd<T>(x, v0, c30); c31 = v128.relaxed_madd<T>(x, v1, c31);
    if (six) {
      x = v128.load(a); a += 16; c40 = v128.relaxed_madd<T>(x, v0, c40); c41 = v128.relaxed_madd<T>(x, v1, c41);
      x = v128.load(a); a += 16; c50 = v128.relaxed_madd<T>(x, v0, c50); c51 = v128.relaxed_madd<T>(x, v1, c51);
    }
  }
  addRow<T>(0, rows, c00, c01, c0, c1, cRow);
  addRow<T>(1, rows, c10, c11, c0, c1, cRow);
  addRow<T>(2, rows, c20, c21, c0, c1, cRow);
  addRow<T>(3, rows, c30, c31, c0, c1, cRow);
  if (six) {
    addRow<T>(4, rows, c40, c41, c0, c1, cRow);
    addRow<T>(5, rows, c50, c51, c0, c1, cRow);
  }
}

export function sixGradients<T>(
  steps: i32, offsets: usize, a: usize, rows: i32, b0: usize, b1: usize, c0: usize, c1: usize, cRow: usize,
): void {
  gradients<T>(true, steps, offsets, a, rows, b0, b1, c0, c1, cRow);
}

export function fourGradients<T>(
  steps: i32, offsets: usize, a: usize, rows: i32, b0: usize, b1: usize, c0: usize, c1: usize, cRow: usize,
): void {
  gradients<T>(false, steps, offsets, a, rows, b0, b1, c0, c1, cRow);
}
