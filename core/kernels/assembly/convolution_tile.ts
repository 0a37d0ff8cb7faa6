// The two inner loops of convolution, for a panel of 6 or 4 filters and two vectors of the source.
//
// Neither sees a patch matrix. The source lies in memory with its padding around it, so the values that a
// tap of the filter meets for a run of outputs are themselves a run: a vector load at the run's address
// plus the tap's offset. Forward, the steps are the taps and the two vectors are runs of outputs; for the
// filters' gradient the steps are runs of outputs and the two vectors belong to two taps.

import { ConvolutionPass, ConvolutionPlan } from "./convolution_plan";
import { firsts, high, low, seconds } from "./gemm_panels";
import { relu as positive } from "./lanes";
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
    v0 = positive<T>(v0);
    v1 = positive<T>(v1);
  }
  scatter<T>(c0 + <usize>row * cRow, v0, valid0, step);
  scatter<T>(c1 + <usize>row * cRow, v1, valid1, step);
}

/**
 * Outputs of up to 6 (4) filters at two runs: `c[f] = Σₖ a[k][f] b[offsets[k]] + bias[f]`.
 *
 * `a` is a packed panel, 6 (4) filters side by side for each tap. Where taps come in `sevens` of neighbours, of which
 * only the first one's offset is read, there is less to do between the multiplications.
 */
// @ts-ignore: decorator
@inline
function outputs<T>(
  six: bool, steps: i32, sevens: bool, offsets: usize, a: usize, rows: i32, b0: usize, b1: usize, bias: usize, relu: i32,
  c0: usize, valid0: i32, c1: usize, valid1: i32, cRow: usize, step: usize,
): void {
  const size = sizeof<T>();
  let c00 = v128.splat<T>(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  let offset: u32 = 0, v0 = c00, v1 = c00, x = c00;
  if (six && sevens) {
    for (; steps > 0; steps -= 7) {
      offset = load<u32>(offsets); offsets += 28;
      let p0 = b0 + offset, p1 = b1 + offset;
      // repeat 7
      {
        v0 = v128.load(p0); p0 += size; v1 = v128.load(p1); p1 += size;
        x = v128.load_splat<T>(a); a += size; c00 = v128.relaxed_madd<T>(x, v0, c00); c01 = v128.relaxed_madd<T>(x, v1, c01);
        x = v128.load_splat<T>(a); a += size; c10 = v128.relaxed_madd<T>(x, v0, c10); c11 = v128.relaxed_madd<T>(x, v1, c11);
        x = v128.load_splat<T>(a); a += size; c20 = v128.relaxed_madd<T>(x, v0, c20); c21 = v128.relaxed_madd<T>(x, v1, c21);
        x = v128.load_splat<T>(a); a += size; c30 = v128.relaxed_madd<T>(x, v0, c30); c31 = v128.relaxed_madd<T>(x, v1, c31);
        if (six) {
          x = v128.load_splat<T>(a); a += size; c40 = v128.relaxed_madd<T>(x, v0, c40); c41 = v128.relaxed_madd<T>(x, v1, c41);
          x = v128.load_splat<T>(a); a += size; c50 = v128.relaxed_madd<T>(x, v0, c50); c51 = v128.relaxed_madd<T>(x, v1, c51);
        }
      }
    }
  } else if (six || size == 8) {
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
  if (step == size && valid0 == lanes && valid1 == lanes && rows >= (six ? 6 : 4)) {
    if (bias) {
      x = v128.load_splat<T>(bias); bias += size; c00 = v128.add<T>(c00, x); c01 = v128.add<T>(c01, x);
      x = v128.load_splat<T>(bias); bias += size; c10 = v128.add<T>(c10, x); c11 = v128.add<T>(c11, x);
      x = v128.load_splat<T>(bias); bias += size; c20 = v128.add<T>(c20, x); c21 = v128.add<T>(c21, x);
      x = v128.load_splat<T>(bias); bias += size; c30 = v128.add<T>(c30, x); c31 = v128.add<T>(c31, x);
      if (six) {
        x = v128.load_splat<T>(bias); bias += size; c40 = v128.add<T>(c40, x); c41 = v128.add<T>(c41, x);
        x = v128.load_splat<T>(bias); c50 = v128.add<T>(c50, x); c51 = v128.add<T>(c51, x);
      }
    }
    if (relu) {
      c00 = positive<T>(c00); c01 = positive<T>(c01); c10 = positive<T>(c10); c11 = positive<T>(c11);
      c20 = positive<T>(c20); c21 = positive<T>(c21); c30 = positive<T>(c30); c31 = positive<T>(c31);
      if (six) {
        c40 = positive<T>(c40); c41 = positive<T>(c41); c50 = positive<T>(c50); c51 = positive<T>(c51);
      }
    }
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

/** All outputs of one panel in one pass of one image. */
// @ts-ignore: decorator
@inline
function panelOutputs<T>(
  six: bool, plan: ConvolutionPlan, pass: ConvolutionPass, filters: usize, rows: i32, source: usize, bias: usize, relu: i32, target: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const channelBytes = <usize>plan.targetPlane * size;
  const step = <usize>pass.columnStep * size;
  const origin = target + <usize>pass.origin * size;
  const taps = pass.taps, offsets = pass.offsets, sevens = pass.neighbours == 7;
  let r = 0, q = 0;
  while (r < pass.rows) {
    const b0 = source + <usize>(r * plan.rowStride + q) * size;
    const c0 = origin + <usize>(r * pass.rowStep + q * pass.columnStep) * size;
    const valid0 = min(lanes, pass.columns - q);
    q += lanes;
    if (q >= pass.columns) {
      q = 0;
      r++;
    }
    let b1 = b0, c1 = c0, valid1 = 0;
    if (r < pass.rows) {
      b1 = source + <usize>(r * plan.rowStride + q) * size;
      c1 = origin + <usize>(r * pass.rowStep + q * pass.columnStep) * size;
      valid1 = min(lanes, pass.columns - q);
      q += lanes;
      if (q >= pass.columns) {
        q = 0;
        r++;
      }
    }
    outputs<T>(six, taps, sevens, offsets, filters, rows, b0, b1, bias, relu, c0, valid0, c1, valid1, channelBytes, step);
  }
}

export function sixOutputs<T>(
  plan: ConvolutionPlan, pass: ConvolutionPass, filters: usize, rows: i32, source: usize, bias: usize, relu: i32, target: usize,
): void {
  panelOutputs<T>(true, plan, pass, filters, rows, source, bias, relu, target);
}

export function fourOutputs<T>(
  plan: ConvolutionPlan, pass: ConvolutionPass, filters: usize, rows: i32, source: usize, bias: usize, relu: i32, target: usize,
): void {
  panelOutputs<T>(false, plan, pass, filters, rows, source, bias, relu, target);
}

/** Adds the lanes of `v0` and of `v1` to two neighbours at `to`: of f64, whose vectors have two lanes. */
// @ts-ignore: decorator
@inline
function addToTwo(v0: v128, v1: v128, to: usize): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.add(firsts(v0, v1), seconds(v0, v1))));
}

/** Adds the lanes of four vectors of f32, as `addLanes` does, to two neighbours at `to` and two at `next`. */
// @ts-ignore: decorator
@inline
function addToFour(v0: v128, v1: v128, w0: v128, w1: v128, to: usize, next: usize): void {
  const v = f32x4.add(low(v0, v1), high(v0, v1)), w = f32x4.add(low(w0, w1), high(w0, w1));
  const before = v128.load64_lane(next, v128.load64_zero(to), 1);
  const sums = f32x4.add(before, f32x4.add(firsts(v, w), seconds(v, w)));
  v128.store64_lane(to, sums, 0);
  v128.store64_lane(next, sums, 1);
}

/** Adds the lanes of the vectors of two rows: to neighbours, where there are both rows and both taps. */
// @ts-ignore: decorator
@inline
function addRows<T>(row: i32, rows: i32, v0: v128, v1: v128, w0: v128, w1: v128, to: usize, both: bool, cRow: usize): void {
  const first = to + <usize>row * cRow, second = first + cRow;
  if (both && row + 1 < rows) {
    if (sizeof<T>() == 4) {
      addToFour(v0, v1, w0, w1, first, second);
    } else {
      addToTwo(v0, v1, first);
      addToTwo(w0, w1, second);
    }
    return;
  }
  addRow<T>(row, rows, v0, v1, first, both);
  addRow<T>(row + 1, rows, w0, w1, second, both);
}

// @ts-ignore: decorator
@inline
function addRow<T>(row: i32, rows: i32, v0: v128, v1: v128, to: usize, both: bool): void {
  if (row >= rows) return;
  store<T>(to, load<T>(to) + addLanes<T>(v0));
  if (both) store<T>(to, load<T>(to, sizeof<T>()) + addLanes<T>(v1), sizeof<T>());
}

/**
 * Gradients of up to 6 (4) filters at the taps 2 `pair` to 2 `toPair`: `c[f] += Σₛ a[s][f] · b[offsets[s]]`, products
 * of vectors, two taps at a time.
 *
 * `a` holds runs of the output's gradient, 6 (4) filters side by side for each run. Where `sevens` of runs are neighbours
 * only the first one's offset is read, as above.
 */
// @ts-ignore: decorator
@inline
function panelGradients<T>(
  six: bool, pass: ConvolutionPass, pair: i32, toPair: i32, rows: i32, runs: i32, sevens: bool, runOffsets: usize, packed: usize, source: usize, target: usize,
): void {
  const size = sizeof<T>();
  const taps = pass.taps, cRow = <usize>taps * size;
  for (; pair < toPair; pair++) {
    const tap = 2 * pair, both = tap + 1 < taps;
    const tapOffset = pass.offsets + (<usize>tap << 2);
    const b0 = source + load<u32>(tapOffset), b1 = both ? source + load<u32>(tapOffset, 4) : b0;
    let c00 = v128.splat<T>(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    let offset: u32 = 0, v0 = c00, v1 = c00, x = c00;
    let steps = runs, offsets = runOffsets, a = packed;
    if (sevens) {
      for (; steps > 0; steps -= 7) {
        offset = load<u32>(offsets); offsets += 28;
        let p0 = b0 + offset, p1 = b1 + offset;
        // repeat 7
        {
          v0 = v128.load(p0); p0 += 16; v1 = v128.load(p1); p1 += 16;
          x = v128.load(a); a += 16; c00 = v128.relaxed_madd<T>(x, v0, c00); c01 = v128.relaxed_madd<T>(x, v1, c01);
          x = v128.load(a); a += 16; c10 = v128.relaxed_madd<T>(x, v0, c10); c11 = v128.relaxed_madd<T>(x, v1, c11);
          x = v128.load(a); a += 16; c20 = v128.relaxed_madd<T>(x, v0, c20); c21 = v128.relaxed_madd<T>(x, v1, c21);
          x = v128.load(a); a += 16; c30 = v128.relaxed_madd<T>(x, v0, c30); c31 = v128.relaxed_madd<T>(x, v1, c31);
          if (six) {
            x = v128.load(a); a += 16; c40 = v128.relaxed_madd<T>(x, v0, c40); c41 = v128.relaxed_madd<T>(x, v1, c41);
            x = v128.load(a); a += 16; c50 = v128.relaxed_madd<T>(x, v0, c50); c51 = v128.relaxed_madd<T>(x, v1, c51);
          }
        }
      }
    } else {
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
    }
    const to = target + <usize>tap * size;
    addRows<T>(0, rows, c00, c01, c10, c11, to, both, cRow);
    addRows<T>(2, rows, c20, c21, c30, c31, to, both, cRow);
    if (six) addRows<T>(4, rows, c40, c41, c50, c51, to, both, cRow);
  }
}

export function sixGradients<T>(
  pass: ConvolutionPass, pair: i32, toPair: i32, rows: i32, runs: i32, sevens: bool, runOffsets: usize, packed: usize, source: usize, target: usize,
): void {
  panelGradients<T>(true, pass, pair, toPair, rows, runs, sevens, runOffsets, packed, source, target);
}

export function fourGradients<T>(
  pass: ConvolutionPass, pair: i32, toPair: i32, rows: i32, runs: i32, sevens: bool, runOffsets: usize, packed: usize, source: usize, target: usize,
): void {
  panelGradients<T>(false, pass, pair, toPair, rows, runs, sevens, runOffsets, packed, source, target);
}
