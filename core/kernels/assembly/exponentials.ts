// exp of whole vectors side by side, for rows of scores: the bits of `exp` in math.ts, whose constants are loaded once
// a row. That is a third of its instructions.

import { exp } from "./math";

/** From here to 88 the power of two in an exponential of f32 is one factor and the result a normal number. */
const leastInOneFactor: f32 = -87;

/**
 * exp(x) in f32 for x that are all at least `leastInOneFactor` and at most 0, or NaN: `x - largest` from one place to
 * another and the sum without the ones of the largest, or `scale x - largest` in place and the whole sum.
 */
// @ts-ignore: decorator
@inline
function near(ofOthers: bool, vectors: i32, scale: v128, largest: v128, from: usize, to: usize): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1), half = f32x4.splat(0.5);
  const perLn2 = f32x4.splat(1.44269502), rounder = f32x4.splat(12582912), bias = f32x4.splat(12583039);
  const upperLn2 = f32x4.splat(0.693359375), lowerLn2 = f32x4.splat(-2.12194440055e-4);
  const p6 = f32x4.splat(0.001392625083), p5 = f32x4.splat(0.008363232884), p4 = f32x4.splat(0.04166655421);
  const p3 = f32x4.splat(0.1666657667);
  let sum = zero, x = sum, n = sum, p = sum, counted = sum;
  // unroll 4
  for (; vectors > 0; vectors--) {
    x = ofOthers ? v128.load(from) : f32x4.mul(v128.load(from), scale);
    x = f32x4.sub(x, largest);
    if (ofOthers) counted = f32x4.ne(x, zero);
    n = f32x4.sub(f32x4.add(f32x4.mul(x, perLn2), rounder), rounder);
    x = f32x4.sub(f32x4.sub(x, f32x4.mul(n, upperLn2)), f32x4.mul(n, lowerLn2));
    p = f32x4.add(f32x4.mul(p6, x), p5);
    p = f32x4.add(f32x4.mul(p, x), p4);
    p = f32x4.add(f32x4.mul(p, x), p3);
    p = f32x4.add(f32x4.mul(p, x), half);
    p = f32x4.add(f32x4.mul(p, f32x4.mul(x, x)), x);
    p = f32x4.mul(f32x4.add(p, one), i32x4.shl(f32x4.add(n, bias), 23));
    sum = f32x4.add(sum, ofOthers ? v128.and(p, counted) : p);
    v128.store(ofOthers ? to : from, p);
    from += 16;
    if (ofOthers) to += 16;
  }
  return sum;
}

// Each a function of its own, so that registers are shared out for it alone.
function nearExponentials(vectors: i32, scale: v128, largest: v128, row: usize): v128 {
  return near(false, vectors, scale, largest, row, row);
}
function nearExponentialsOfOthers(vectors: i32, x: usize, largest: v128, to: usize): v128 {
  return near(true, vectors, largest, largest, x, to);
}

/**
 * `exp(x - largest)` of whole vectors of a row, stored from `to` on, and their sum lane by lane in order, without those
 * of the largest number itself, which are 1.
 */
// @ts-ignore: decorator
@inline
export function exponentialsOfOthers<T>(vectors: i32, x: usize, largest: v128, isNear: bool, to: usize): v128 {
  if (sizeof<T>() == 4 && isNear) return nearExponentialsOfOthers(vectors, x, largest, to);
  let sum = v128.splat<T>(0);
  for (; vectors > 0; vectors--) {
    const shifted = v128.sub<T>(v128.load(x), largest), e = exp<T>(shifted);
    sum = v128.add<T>(sum, v128.andnot(e, v128.eq<T>(shifted, v128.splat<T>(0))));
    v128.store(to, e);
    x += 16;
    to += 16;
  }
  return sum;
}

/** Whether `exponentialsOfOthers` has the short way for all of these vectors: no number is far below the largest one. */
// @ts-ignore: decorator
@inline
export function areNear<T>(vectors: i32, x: usize, largest: v128): bool {
  if (sizeof<T>() == 8) return false;
  let smallest = largest;
  // unroll 4
  for (; vectors > 0; vectors--) {
    smallest = f32x4.pmin(smallest, v128.load(x));
    x += 16;
  }
  return i32x4.all_true(f32x4.ge(f32x4.sub(smallest, largest), f32x4.splat(leastInOneFactor)));
}

/**
 * `exp(scale x - largest)` of whole vectors in place, and their sum lane by lane in order; `smallest` is the smallest
 * `scale x` of each lane, of numbers that are no NaN.
 */
// @ts-ignore: decorator
@inline
export function exponentials<T>(vectors: i32, scale: v128, largest: v128, smallest: v128, row: usize): v128 {
  if (sizeof<T>() == 4) {
    const least = f32x4.sub(smallest, largest);
    if (i32x4.all_true(f32x4.ge(least, f32x4.splat(leastInOneFactor)))) {
      return nearExponentials(vectors, scale, largest, row);
    }
  }
  let sum = v128.splat<T>(0);
  for (; vectors > 0; vectors--) {
    const e = exp<T>(v128.sub<T>(v128.mul<T>(v128.load(row), scale), largest));
    sum = v128.add<T>(sum, e);
    v128.store(row, e);
    row += 16;
  }
  return sum;
}
