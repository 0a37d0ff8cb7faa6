// Rotary positions: the first half of a head's width turned against the second, by an angle that grows with the step.

import { storeRow } from "./softmax";

/**
 * The heads of the rows `from` to `to`, `rowStride` elements apart; row r is step `r % steps`, whose cosines and sines
 * lie at `r % steps * half`. `sign` -1 turns back. y may be x.
 */
// @ts-ignore: decorator
@inline
function rotate<T>(
  from: i32, to: i32, steps: i32, heads: i32, half: i32, rowStride: i32, cosines: usize, sines: usize, sign: T,
  x: usize, y: usize,
): void {
  const size = sizeof<T>();
  const halfBytes = <usize>half * size;
  const signs = v128.splat<T>(sign);
  for (let row = from; row < to; row++) {
    const angle = <usize>(row % steps) * halfBytes;
    for (let head = 0; head < heads; head++) {
      const offset = (<usize>row * <usize>rowStride + <usize>(head * 2 * half)) * size;
      for (let i = 0; i < half; i += <i32>(16 / size)) {
        const at = <usize>i * size;
        const cosine = v128.load(cosines + angle + at), sine = v128.mul<T>(v128.load(sines + angle + at), signs);
        const first = v128.load(x + offset + at), second = v128.load(x + offset + halfBytes + at);
        const turned = v128.sub<T>(v128.mul<T>(first, cosine), v128.mul<T>(second, sine));
        const other = v128.add<T>(v128.mul<T>(first, sine), v128.mul<T>(second, cosine));
        storeRow<T>(y + offset + at, turned, half - i);
        storeRow<T>(y + offset + halfBytes + at, other, half - i);
      }
    }
  }
}

export function rotate_f32(
  from: i32, to: i32, steps: i32, heads: i32, half: i32, rowStride: i32, cosines: usize, sines: usize, sign: f32,
  x: usize, y: usize,
): void {
  rotate<f32>(from, to, steps, heads, half, rowStride, cosines, sines, sign, x, y);
}

export function rotate_f64(
  from: i32, to: i32, steps: i32, heads: i32, half: i32, rowStride: i32, cosines: usize, sines: usize, sign: f64,
  x: usize, y: usize,
): void {
  rotate<f64>(from, to, steps, heads, half, rowStride, cosines, sines, sign, x, y);
}
