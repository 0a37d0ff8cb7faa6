// The transposes of two of the transforms of F(4x4, 3x3): the output's for its gradient, the filter's for its gradient.
// `one` is as in those.

import { firsts, high, low, seconds } from "./gemm_panels";
import { storeLanes } from "./reduce";
import { a, a2, aScale, b, b2, bScale, zeroScale } from "./winograd_points";
import { factor } from "./winograd_transforms";

/** `A y`: 4 values, 6 results `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function transformGradient<T>(
  y0: v128, y1: v128, y2: v128, y3: v128, to: usize, step: usize,
  byA: v128, byB: v128, negativeA: v128, negativeB: v128, byA2: v128, byB2: v128,
): void {
  const evenA = v128.relaxed_madd<T>(byA2, y2, y0), oddA = v128.relaxed_madd<T>(byA2, y3, y1);
  const evenB = v128.relaxed_madd<T>(byB2, y2, y0), oddB = v128.relaxed_madd<T>(byB2, y3, y1);
  v128.store(to, y0);
  v128.store(to + step, v128.relaxed_madd<T>(byA, oddA, evenA));
  v128.store(to + 2 * step, v128.relaxed_madd<T>(negativeA, oddA, evenA));
  v128.store(to + 3 * step, v128.relaxed_madd<T>(byB, oddB, evenB));
  v128.store(to + 4 * step, v128.relaxed_madd<T>(negativeB, oddB, evenB));
  v128.store(to + 5 * step, y3);
}

/** The rows of 4 by 6 vectors at `from` are transformed; `A` makes frequencies `step` bytes apart of the columns. */
// @ts-ignore: decorator
@inline
export function transformGradientColumns<T>(
  from: usize, to: usize, step: usize, byA: v128, byB: v128, negativeA: v128, negativeB: v128, byA2: v128, byB2: v128,
): void {
  const end = from + 96;
  for (; from < end; from += 16) {
    transformGradient<T>(
      v128.load(from), v128.load(from, 96), v128.load(from, 192), v128.load(from, 288), to, 6 * step, byA, byB, negativeA, negativeB, byA2, byB2,
    );
    to += step;
  }
}

/**
 * `A y Aᵀ` of tiles of 4 by 4, one a lane, whose rows are `rowBytes` apart: frequencies `step` bytes apart at `to`.
 * `x2` and `x3` count for f32 alone; `temporary` takes one tile.
 */
export function gradientTiles<T>(
  x0: usize, x1: usize, x2: usize, x3: usize, rowBytes: usize, temporary: usize, to: usize, step: usize, one: T,
): void {
  const byA = factor<T>(one, a), byB = factor<T>(one, b), negativeA = factor<T>(one, -a), negativeB = factor<T>(one, -b);
  const byA2 = factor<T>(one, a2), byB2 = factor<T>(one, b2);
  const end = temporary + 384;
  for (let row = temporary; row < end; row += 96) {
    if (sizeof<T>() == 4) {
      const r0 = v128.load(x0), r1 = v128.load(x1), r2 = v128.load(x2), r3 = v128.load(x3);
      const low01 = low(r0, r1), low23 = low(r2, r3), high01 = high(r0, r1), high23 = high(r2, r3);
      transformGradient<T>(
        firsts(low01, low23), seconds(low01, low23), firsts(high01, high23), seconds(high01, high23), row, 16,
        byA, byB, negativeA, negativeB, byA2, byB2,
      );
      x2 += rowBytes;
      x3 += rowBytes;
    } else {
      const r0 = v128.load(x0), r1 = v128.load(x1), s0 = v128.load(x0, 16), s1 = v128.load(x1, 16);
      transformGradient<T>(
        firsts(r0, r1), seconds(r0, r1), firsts(s0, s1), seconds(s0, s1), row, 16, byA, byB, negativeA, negativeB, byA2, byB2,
      );
    }
    x0 += rowBytes;
    x1 += rowBytes;
  }
  transformGradientColumns<T>(temporary, to, step, byA, byB, negativeA, negativeB, byA2, byB2);
}

/** `Gᵀ u`: 6 values, 3 results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transformProduct<T>(
  u0: v128, u1: v128, u2: v128, u3: v128, u4: v128, u5: v128, to: usize, step: usize,
  byA: v128, byB: v128, byA2: v128, byB2: v128, scaleA: v128, scaleB: v128, scaleZero: v128,
): void {
  const sumA = v128.mul<T>(scaleA, v128.add<T>(u1, u2)), differenceA = v128.mul<T>(scaleA, v128.sub<T>(u1, u2));
  const sumB = v128.mul<T>(scaleB, v128.add<T>(u3, u4)), differenceB = v128.mul<T>(scaleB, v128.sub<T>(u3, u4));
  const sum = v128.add<T>(sumA, sumB), part = v128.mul<T>(byB, differenceB), last = v128.relaxed_madd<T>(byB2, sumB, u5);
  v128.store(to, v128.relaxed_madd<T>(scaleZero, u0, sum));
  v128.store(to + step, v128.relaxed_madd<T>(byA, differenceA, part));
  v128.store(to + 2 * step, v128.relaxed_madd<T>(byA2, sumA, last));
}

/**
 * `Gᵀ u G` of 6 by 6 frequencies `step` bytes apart, one filter a lane: 3 by 3 values of `filters` filters, `rowBytes` apart.
 * `temporary` takes one tile.
 */
export function filterGradientTiles<T>(
  from: usize, step: usize, temporary: usize, filters: i32, to: usize, rowBytes: usize, one: T,
): void {
  const byA = factor<T>(one, a), byB = factor<T>(one, b), byA2 = factor<T>(one, a2), byB2 = factor<T>(one, b2);
  const scaleA = factor<T>(one, aScale), scaleB = factor<T>(one, bScale), scaleZero = factor<T>(one, zeroScale);
  for (let column: usize = 0; column < 6; column++) {
    let at = from + column * step;
    const u0 = v128.load(at); at += 6 * step;
    const u1 = v128.load(at); at += 6 * step;
    const u2 = v128.load(at); at += 6 * step;
    const u3 = v128.load(at); at += 6 * step;
    const u4 = v128.load(at); at += 6 * step;
    const u5 = v128.load(at);
    transformProduct<T>(u0, u1, u2, u3, u4, u5, temporary + 16 * column, 96, byA, byB, byA2, byB2, scaleA, scaleB, scaleZero);
  }
  for (let row: usize = 0; row < 3; row++) {
    const at = temporary + 96 * row;
    transformProduct<T>(
      v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), v128.load(at, 64), v128.load(at, 80), at, 16,
      byA, byB, byA2, byB2, scaleA, scaleB, scaleZero,
    );
    for (let column: usize = 0; column < 3; column++) {
      const value = v128.load(at + 16 * column);
      if (filters >= <i32>(16 / sizeof<T>())) v128.store(to, value);
      else storeLanes<T>(to, value, filters);
      to += rowBytes;
    }
  }
}
