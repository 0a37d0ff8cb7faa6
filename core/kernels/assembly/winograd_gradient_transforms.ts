// The transposes of two of the transforms of F(4x4, 3x3): the output's for its gradient, the filter's for its gradient.

import { firsts, high, low, seconds } from "./gemm_panels";
import { storeLanes } from "./reduce";
import { a, a2, aScale, b, b2, bScale, zeroScale } from "./winograd_points";

/** `A y`: 4 values, 6 results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transformGradient<T>(y0: v128, y1: v128, y2: v128, y3: v128, to: usize, step: usize): void {
  const byA = v128.splat<T>(<T>a), byB = v128.splat<T>(<T>b), byA2 = v128.splat<T>(<T>a2), byB2 = v128.splat<T>(<T>b2);
  const negativeA = v128.splat<T>(<T>-a), negativeB = v128.splat<T>(<T>-b);
  const evenA = v128.relaxed_madd<T>(byA2, y2, y0), oddA = v128.relaxed_madd<T>(byA2, y3, y1);
  const evenB = v128.relaxed_madd<T>(byB2, y2, y0), oddB = v128.relaxed_madd<T>(byB2, y3, y1);
  v128.store(to, y0);
  v128.store(to + step, v128.relaxed_madd<T>(byA, oddA, evenA));
  v128.store(to + 2 * step, v128.relaxed_madd<T>(negativeA, oddA, evenA));
  v128.store(to + 3 * step, v128.relaxed_madd<T>(byB, oddB, evenB));
  v128.store(to + 4 * step, v128.relaxed_madd<T>(negativeB, oddB, evenB));
  v128.store(to + 5 * step, y3);
}

/**
 * `A y Aᵀ` of tiles of 4 by 4, one a lane, whose rows are `rowBytes` apart: frequencies `step` bytes apart at `to`.
 * `x2` and `x3` count for f32 alone; `temporary` takes one tile.
 */
export function gradientTiles<T>(
  x0: usize, x1: usize, x2: usize, x3: usize, rowBytes: usize, temporary: usize, to: usize, step: usize,
): void {
  const end = temporary + 384;
  for (let row = temporary; row < end; row += 96) {
    if (sizeof<T>() == 4) {
      const r0 = v128.load(x0), r1 = v128.load(x1), r2 = v128.load(x2), r3 = v128.load(x3);
      const low01 = low(r0, r1), low23 = low(r2, r3), high01 = high(r0, r1), high23 = high(r2, r3);
      transformGradient<T>(
        firsts(low01, low23), seconds(low01, low23), firsts(high01, high23), seconds(high01, high23), row, 16,
      );
      x2 += rowBytes;
      x3 += rowBytes;
    } else {
      const r0 = v128.load(x0), r1 = v128.load(x1), s0 = v128.load(x0, 16), s1 = v128.load(x1, 16);
      transformGradient<T>(firsts(r0, r1), seconds(r0, r1), firsts(s0, s1), seconds(s0, s1), row, 16);
    }
    x0 += rowBytes;
    x1 += rowBytes;
  }
  const last = temporary + 96;
  for (; temporary < last; temporary += 16) {
    transformGradient<T>(
      v128.load(temporary), v128.load(temporary, 96), v128.load(temporary, 192), v128.load(temporary, 288), to, 6 * step,
    );
    to += step;
  }
}

/** `Gᵀ u`: 6 values, 3 results `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transformProduct<T>(u0: v128, u1: v128, u2: v128, u3: v128, u4: v128, u5: v128, to: usize, step: usize): void {
  const byA = v128.splat<T>(<T>a), byB = v128.splat<T>(<T>b), byA2 = v128.splat<T>(<T>a2), byB2 = v128.splat<T>(<T>b2);
  const scaleA = v128.splat<T>(<T>aScale), scaleB = v128.splat<T>(<T>bScale), scaleZero = v128.splat<T>(<T>zeroScale);
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
  from: usize, step: usize, temporary: usize, filters: i32, to: usize, rowBytes: usize,
): void {
  for (let column: usize = 0; column < 6; column++) {
    let at = from + column * step;
    const u0 = v128.load(at); at += 6 * step;
    const u1 = v128.load(at); at += 6 * step;
    const u2 = v128.load(at); at += 6 * step;
    const u3 = v128.load(at); at += 6 * step;
    const u4 = v128.load(at); at += 6 * step;
    const u5 = v128.load(at);
    transformProduct<T>(u0, u1, u2, u3, u4, u5, temporary + 16 * column, 96);
  }
  for (let row: usize = 0; row < 3; row++) {
    const at = temporary + 96 * row;
    transformProduct<T>(
      v128.load(at), v128.load(at, 16), v128.load(at, 32), v128.load(at, 48), v128.load(at, 64), v128.load(at, 80), at, 16,
    );
    for (let column: usize = 0; column < 3; column++) {
      const value = v128.load(at + 16 * column);
      if (filters >= <i32>(16 / sizeof<T>())) v128.store(to, value);
      else storeLanes<T>(to, value, filters);
      to += rowBytes;
    }
  }
}
