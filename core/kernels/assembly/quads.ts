// Four neighbouring elements as two pairs of f64: what is computed so loses no digits to f32 in between.

import { storeLanes } from "./reduce";

/** Elements 0 and 1. */
// @ts-ignore: decorator
@inline
export function lowPair<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(at)) : v128.load(at);
}

/** Elements 2 and 3. */
// @ts-ignore: decorator
@inline
export function highPair<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(at, 8)) : v128.load(at, 16);
}

/** A pair of which only `left` elements count: zeros in place of the others. */
// @ts-ignore: decorator
@inline
export function upTo(left: i32, value: v128): v128 {
  if (left >= 2) return value;
  return left == 1 ? v128.and(value, i64x2(-1, 0)) : f64x2.splat(0);
}

/** Stores the first `left` of four elements. */
// @ts-ignore: decorator
@inline
export function storeQuad<T>(to: usize, left: i32, low: v128, high: v128): void {
  if (sizeof<T>() == 4) {
    const first = f32x4.demote_f64x2_zero(low), second = f32x4.demote_f64x2_zero(high);
    const all = i32x4.shuffle(first, second, 0, 1, 4, 5);
    if (left >= 4) v128.store(to, all);
    else storeLanes<f32>(to, all, left);
    return;
  }
  if (left >= 2) v128.store(to, low);
  else storeLanes<f64>(to, low, left);
  if (left >= 4) v128.store(to, high, 16);
  else if (left == 3) storeLanes<f64>(to + 16, high, 1);
}
