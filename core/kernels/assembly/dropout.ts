// Dropout masks from the counter-based generator Philox4x32-10, which core/philox.ts computes too.

import { storeLanes } from "./reduce";

/** The upper words of the four 64-bit products a m. */
// @ts-ignore: decorator
@inline
function upperWords(a: v128, m: v128): v128 {
  const low = i64x2.extmul_low_i32x4_u(a, m), high = i64x2.extmul_high_i32x4_u(a, m);
  return i32x4.shuffle(low, high, 1, 3, 5, 7);
}

/** 1 / (1 - rate) where the word is at most the threshold, 0 elsewhere; the first `count` of 4 elements. */
// @ts-ignore: decorator
@inline
function storeMask<T>(words: v128, threshold: v128, scale: T, to: usize, count: i32): void {
  if (count <= 0) return;
  const keep = i32x4.le_u(words, threshold);
  if (sizeof<T>() == 4) {
    const mask = v128.and(keep, v128.splat<T>(scale));
    if (count >= 4) v128.store(to, mask);
    else storeLanes<T>(to, mask, count);
    return;
  }
  const first = v128.and(i64x2.extend_low_i32x4_s(keep), v128.splat<T>(scale));
  const second = v128.and(i64x2.extend_high_i32x4_s(keep), v128.splat<T>(scale));
  if (count >= 2) v128.store(to, first);
  else storeLanes<T>(to, first, count);
  if (count >= 4) v128.store(to, second, 16);
  else if (count == 3) storeLanes<T>(to + 16, second, 1);
}

/**
 * The sixteens `from` to `to` of a mask of `size` elements. Element e takes word e mod 4 of the block with the counter
 * (⌊e / 4⌋, pass, 0, 0); the four blocks of a sixteen are made at a time, one in each lane.
 */
// @ts-ignore: decorator
@inline
function dropoutMask<T>(
  from: i32, to: i32, size: i32, key0: i32, key1: i32, pass: i32, threshold: i32, scale: T, mask: usize,
): void {
  const multiplier0 = i32x4.splat(<i32>0xd2511f53), multiplier1 = i32x4.splat(<i32>0xcd9e8d57);
  const limit = i32x4.splat(threshold);
  for (let sixteen = from; sixteen < to; sixteen++) {
    const e = 16 * sixteen;
    let c0 = i32x4.add(i32x4.splat(4 * sixteen), i32x4(0, 1, 2, 3));
    let c1 = i32x4.splat(pass), c2 = i32x4.splat(0), c3 = c2;
    let k0 = key0, k1 = key1;
    for (let round = 0; round < 10; round++) {
      const next0 = v128.xor(v128.xor(upperWords(c2, multiplier1), c1), i32x4.splat(k0));
      const next2 = v128.xor(v128.xor(upperWords(c0, multiplier0), c3), i32x4.splat(k1));
      c1 = i32x4.mul(c2, multiplier1);
      c3 = i32x4.mul(c0, multiplier0);
      c0 = next0;
      c2 = next2;
      k0 += <i32>0x9e3779b9;
      k1 += <i32>0xbb67ae85;
    }
    const low01 = i32x4.shuffle(c0, c1, 0, 4, 1, 5), low23 = i32x4.shuffle(c2, c3, 0, 4, 1, 5);
    const high01 = i32x4.shuffle(c0, c1, 2, 6, 3, 7), high23 = i32x4.shuffle(c2, c3, 2, 6, 3, 7);
    const p = mask + <usize>e * sizeof<T>(), step = 4 * sizeof<T>(), count = size - e;
    storeMask<T>(i64x2.shuffle(low01, low23, 0, 2), limit, scale, p, count);
    storeMask<T>(i64x2.shuffle(low01, low23, 1, 3), limit, scale, p + step, count - 4);
    storeMask<T>(i64x2.shuffle(high01, high23, 0, 2), limit, scale, p + 2 * step, count - 8);
    storeMask<T>(i64x2.shuffle(high01, high23, 1, 3), limit, scale, p + 3 * step, count - 12);
  }
}

export function dropoutMask_f32(
  from: i32, to: i32, size: i32, key0: i32, key1: i32, pass: i32, threshold: i32, scale: f32, mask: usize,
): void {
  dropoutMask<f32>(from, to, size, key0, key1, pass, threshold, scale, mask);
}

export function dropoutMask_f64(
  from: i32, to: i32, size: i32, key0: i32, key1: i32, pass: i32, threshold: i32, scale: f64, mask: usize,
): void {
  dropoutMask<f64>(from, to, size, key0, key1, pass, threshold, scale, mask);
}
