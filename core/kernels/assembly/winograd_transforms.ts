// The transforms of F(4x4, 3x3), a vector of tiles, channels or filters at a time.
//
// V8 makes a constant vector anew at each use, by three instructions. So factors are multiplied by `one`, which is 1 and
// comes from a plan, as products that are not known before stay in registers.

import { firsts, high, low, seconds } from "./gemm_panels";
import { a, a2, aScale, b, b2, bScale, zeroScale } from "./winograd_points";

/** A factor as a vector. */
// @ts-ignore: decorator
@inline
export function factor<T>(one: T, value: f64): v128 {
  return v128.splat<T>(one * <T>value);
}

/** `Bᵀ d`: 6 inputs, 6 results `step` bytes apart, by the factors of the points. */
// @ts-ignore: decorator
@inline
export function transformInput<T>(
  d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: usize,
  byA: v128, byB: v128, negativeA: v128, negativeB: v128, negativeA2: v128, negativeB2: v128, all: v128, negativeSum: v128,
): void {
  const first = v128.relaxed_madd<T>(all, d0, d4), last = v128.relaxed_madd<T>(all, d1, d5);
  v128.store(to, v128.relaxed_madd<T>(negativeSum, d2, first));
  const evenA = v128.relaxed_madd<T>(negativeB2, d2, d4), oddA = v128.relaxed_madd<T>(negativeB2, d1, d3);
  v128.store(to + step, v128.relaxed_madd<T>(byA, oddA, evenA));
  v128.store(to + 2 * step, v128.relaxed_madd<T>(negativeA, oddA, evenA));
  const evenB = v128.relaxed_madd<T>(negativeA2, d2, d4), oddB = v128.relaxed_madd<T>(negativeA2, d1, d3);
  v128.store(to + 3 * step, v128.relaxed_madd<T>(byB, oddB, evenB));
  v128.store(to + 4 * step, v128.relaxed_madd<T>(negativeB, oddB, evenB));
  v128.store(to + 5 * step, v128.relaxed_madd<T>(negativeSum, d3, last));
}

/** The rows of 6 by 6 vectors at `from` are transformed; `Bᵀ` makes frequencies `step` bytes apart of the columns. */
// @ts-ignore: decorator
@inline
export function transformInputColumns<T>(
  from: usize, to: usize, step: usize,
  byA: v128, byB: v128, negativeA: v128, negativeB: v128, negativeA2: v128, negativeB2: v128, all: v128, negativeSum: v128,
): void {
  const end = from + 96;
  for (; from < end; from += 16) {
    transformInput<T>(
      v128.load(from), v128.load(from, 96), v128.load(from, 192), v128.load(from, 288), v128.load(from, 384), v128.load(from, 480),
      to, 6 * step, byA, byB, negativeA, negativeB, negativeA2, negativeB2, all, negativeSum,
    );
    to += step;
  }
}

/**
 * `Bᵀ d B` of tiles of 6 by 6, one a lane, whose rows are `rowBytes` apart: frequencies `step` bytes apart at `to`.
 * `x2` and `x3` count for f32 alone; `temporary` takes one tile.
 */
export function inputTiles<T>(
  x0: usize, x1: usize, x2: usize, x3: usize, rowBytes: usize, temporary: usize, to: usize, step: usize, one: T,
): void {
  const byA = factor<T>(one, a), byB = factor<T>(one, b), negativeA = factor<T>(one, -a), negativeB = factor<T>(one, -b);
  const negativeA2 = factor<T>(one, -a2), negativeB2 = factor<T>(one, -b2);
  const all = factor<T>(one, a2 * b2), negativeSum = factor<T>(one, -a2 - b2);
  const end = temporary + 576;
  for (let row = temporary; row < end; row += 96) {
    if (sizeof<T>() == 4) {
      const r0 = v128.load(x0), r1 = v128.load(x1), r2 = v128.load(x2), r3 = v128.load(x3);
      const s0 = v128.load64_zero(x0, 16), s1 = v128.load64_zero(x1, 16);
      const s2 = v128.load64_zero(x2, 16), s3 = v128.load64_zero(x3, 16);
      const low01 = low(r0, r1), low23 = low(r2, r3), high01 = high(r0, r1), high23 = high(r2, r3);
      const rest01 = low(s0, s1), rest23 = low(s2, s3);
      transformInput<T>(
        firsts(low01, low23), seconds(low01, low23), firsts(high01, high23), seconds(high01, high23),
        firsts(rest01, rest23), seconds(rest01, rest23), row, 16, byA, byB, negativeA, negativeB, negativeA2, negativeB2, all, negativeSum,
      );
      x2 += rowBytes;
      x3 += rowBytes;
    } else {
      const r0 = v128.load(x0), r1 = v128.load(x1), s0 = v128.load(x0, 16), s1 = v128.load(x1, 16);
      const t0 = v128.load(x0, 32), t1 = v128.load(x1, 32);
      transformInput<T>(
        firsts(r0, r1), seconds(r0, r1), firsts(s0, s1), seconds(s0, s1), firsts(t0, t1), seconds(t0, t1), row, 16,
        byA, byB, negativeA, negativeB, negativeA2, negativeB2, all, negativeSum,
      );
    }
    x0 += rowBytes;
    x1 += rowBytes;
  }
  transformInputColumns<T>(temporary, to, step, byA, byB, negativeA, negativeB, negativeA2, negativeB2, all, negativeSum);
}

/** `G g`: 3 values of filters, 6 results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transformFilter<T>(
  g0: v128, g1: v128, g2: v128, to: usize, step: usize,
  byA: v128, byB: v128, negativeA: v128, negativeB: v128, byA2: v128, byB2: v128, scaleA: v128, scaleB: v128, scaleZero: v128,
): void {
  v128.store(to, v128.mul<T>(scaleZero, g0));
  const evenA = v128.relaxed_madd<T>(byA2, g2, g0), evenB = v128.relaxed_madd<T>(byB2, g2, g0);
  v128.store(to + step, v128.mul<T>(scaleA, v128.relaxed_madd<T>(byA, g1, evenA)));
  v128.store(to + 2 * step, v128.mul<T>(scaleA, v128.relaxed_madd<T>(negativeA, g1, evenA)));
  v128.store(to + 3 * step, v128.mul<T>(scaleB, v128.relaxed_madd<T>(byB, g1, evenB)));
  v128.store(to + 4 * step, v128.mul<T>(scaleB, v128.relaxed_madd<T>(negativeB, g1, evenB)));
  v128.store(to + 5 * step, g2);
}

/** `G g Gᵀ` of filters of 3 by 3 vectors at `from`, rows 48 bytes apart: frequencies `step` bytes apart at `to`. */
export function filterTiles<T>(from: usize, temporary: usize, to: usize, step: usize, one: T): void {
  const byA = factor<T>(one, a), byB = factor<T>(one, b), negativeA = factor<T>(one, -a), negativeB = factor<T>(one, -b);
  const byA2 = factor<T>(one, a2), byB2 = factor<T>(one, b2);
  const scaleA = factor<T>(one, aScale), scaleB = factor<T>(one, bScale), scaleZero = factor<T>(one, zeroScale);
  for (let row: usize = 0; row < 3; row++) {
    const at = from + 48 * row;
    transformFilter<T>(
      v128.load(at), v128.load(at, 16), v128.load(at, 32), temporary + 96 * row, 16,
      byA, byB, negativeA, negativeB, byA2, byB2, scaleA, scaleB, scaleZero,
    );
  }
  for (let column: usize = 0; column < 6; column++) {
    const at = temporary + 16 * column;
    transformFilter<T>(
      v128.load(at), v128.load(at, 96), v128.load(at, 192), to + column * step, 6 * step,
      byA, byB, negativeA, negativeB, byA2, byB2, scaleA, scaleB, scaleZero,
    );
  }
}

/** `Aᵀ m` of the columns of 6 by 6 frequencies `step` bytes apart: 4 rows of 6 vectors at `to`. */
// @ts-ignore: decorator
@inline
function transformProductColumns<T>(
  from: usize, step: usize, to: usize, byA: v128, byB: v128, byA2: v128, byB2: v128, byA3: v128, byB3: v128,
): void {
  const end = to + 96;
  for (; to < end; to += 16) {
    let at = from;
    const m0 = v128.load(at); at += 6 * step;
    const m1 = v128.load(at); at += 6 * step;
    const m2 = v128.load(at); at += 6 * step;
    const m3 = v128.load(at); at += 6 * step;
    const m4 = v128.load(at); at += 6 * step;
    const m5 = v128.load(at);
    const sumA = v128.add<T>(m1, m2), differenceA = v128.sub<T>(m1, m2);
    const sumB = v128.add<T>(m3, m4), differenceB = v128.sub<T>(m3, m4);
    const partOf1 = v128.mul<T>(byB, differenceB), partOf2 = v128.mul<T>(byB2, sumB);
    const partOf3 = v128.relaxed_madd<T>(byB3, differenceB, m5);
    v128.store(to, v128.add<T>(m0, v128.add<T>(sumA, sumB)));
    v128.store(to, v128.relaxed_madd<T>(byA, differenceA, partOf1), 96);
    v128.store(to, v128.relaxed_madd<T>(byA2, sumA, partOf2), 192);
    v128.store(to, v128.relaxed_madd<T>(byA3, differenceA, partOf3), 288);
    from += step;
  }
}

// @ts-ignore: decorator
@inline
function finish<T>(value: v128, bias: v128, relu: i32): v128 {
  value = v128.add<T>(value, bias);
  return relu ? v128.max<T>(value, v128.splat<T>(0)) : value;
}

// @ts-ignore: decorator
@inline
function storeFirst<T>(to: usize, value: v128, count: i32): void {
  if (count >= <i32>(16 / sizeof<T>())) {
    v128.store(to, value);
    return;
  }
  if (count > 0) store<T>(to, v128.extract_lane<T>(value, 0));
  if (sizeof<T>() == 4) {
    if (count > 1) store<f32>(to, f32x4.extract_lane(value, 1), 4);
    if (count > 2) store<f32>(to, f32x4.extract_lane(value, 2), 8);
  }
}

/**
 * `Aᵀ m A` of tiles of 6 by 6 frequencies `step` bytes apart, of one filter a lane, plus `bias`, with relu when asked.
 *
 * Stores `rows` rows of `columns` outputs, rows `rowBytes` apart, of `filters` filters, `planeBytes` apart.
 */
export function outputTiles<T>(
  from: usize, step: usize, temporary: usize, bias: v128, relu: i32,
  rows: i32, columns: i32, filters: i32, to: usize, rowBytes: usize, planeBytes: usize, one: T,
): void {
  const byA = factor<T>(one, a), byB = factor<T>(one, b), byA2 = factor<T>(one, a2), byB2 = factor<T>(one, b2);
  const byA3 = factor<T>(one, a * a2), byB3 = factor<T>(one, b * b2);
  transformProductColumns<T>(from, step, temporary, byA, byB, byA2, byB2, byA3, byB3);
  for (; rows > 0; rows--) {
    const m0 = v128.load(temporary), m1 = v128.load(temporary, 16), m2 = v128.load(temporary, 32);
    const m3 = v128.load(temporary, 48), m4 = v128.load(temporary, 64), m5 = v128.load(temporary, 80);
    const sumA = v128.add<T>(m1, m2), differenceA = v128.sub<T>(m1, m2);
    const sumB = v128.add<T>(m3, m4), differenceB = v128.sub<T>(m3, m4);
    const partOf1 = v128.mul<T>(byB, differenceB), partOf2 = v128.mul<T>(byB2, sumB);
    const partOf3 = v128.relaxed_madd<T>(byB3, differenceB, m5);
    const y0 = finish<T>(v128.add<T>(m0, v128.add<T>(sumA, sumB)), bias, relu);
    const y1 = finish<T>(v128.relaxed_madd<T>(byA, differenceA, partOf1), bias, relu);
    const y2 = finish<T>(v128.relaxed_madd<T>(byA2, sumA, partOf2), bias, relu);
    const y3 = finish<T>(v128.relaxed_madd<T>(byA3, differenceA, partOf3), bias, relu);
    if (sizeof<T>() == 4) {
      const low01 = low(y0, y1), low23 = low(y2, y3), high01 = high(y0, y1), high23 = high(y2, y3);
      let at = to;
      storeFirst<T>(at, firsts(low01, low23), columns); at += planeBytes;
      if (filters > 1) storeFirst<T>(at, seconds(low01, low23), columns); at += planeBytes;
      if (filters > 2) storeFirst<T>(at, firsts(high01, high23), columns); at += planeBytes;
      if (filters > 3) storeFirst<T>(at, seconds(high01, high23), columns);
    } else {
      storeFirst<T>(to, firsts(y0, y1), columns);
      storeFirst<T>(to + 16, firsts(y2, y3), columns - 2);
      if (filters > 1) {
        storeFirst<T>(to + planeBytes, seconds(y0, y1), columns);
        storeFirst<T>(to + planeBytes + 16, seconds(y2, y3), columns - 2);
      }
    }
    temporary += 96;
    to += rowBytes;
  }
}
