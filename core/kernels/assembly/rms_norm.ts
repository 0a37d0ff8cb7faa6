// Normalization of rows by their root mean square. Sums run in f64.

import { laneMask } from "./lanes";
import { addLanes } from "./reduce";
import { addWide } from "./probability_cross_entropy";
import { storeRow } from "./softmax";

/** `y = x g / √(mean(x²) + ε)` for the rows `from` to `to`; keeps the factor of each row, f64. */
// @ts-ignore: decorator
@inline
function rmsNorm<T>(
  from: i32, to: i32, D: i32, epsilon: f64, x: usize, gain: usize, inverses: usize, y: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  for (let n = from; n < to; n++) {
    const row = <usize>n * <usize>D * size;
    let sums = f64x2.splat(0);
    for (let d = 0; d < D; d += width) {
      const value = v128.and(laneMask<T>(D - d), v128.load(x + row + <usize>d * size));
      sums = addSquares<T>(sums, value);
    }
    const inverse = 1 / Math.sqrt(addLanes<f64>(sums) / <f64>D + epsilon);
    store<f64>(inverses + (<usize>n << 3), inverse);
    const factor = v128.splat<T>(<T>inverse);
    for (let d = 0; d < D; d += width) {
      const at = <usize>d * size;
      const normal = v128.mul<T>(v128.load(x + row + at), factor);
      storeRow<T>(y + row + at, v128.mul<T>(normal, v128.load(gain + at)), D - d);
    }
  }
}

/** Two sums in f64, more by the squares of a vector's lanes. */
// @ts-ignore: decorator
@inline
function addSquares<T>(sums: v128, value: v128): v128 {
  if (sizeof<T>() == 8) return f64x2.add(sums, f64x2.mul(value, value));
  const high = f64x2.promote_low_f32x4(i32x4.shuffle(value, value, 2, 3, 2, 3));
  const low = f64x2.promote_low_f32x4(value);
  return f64x2.add(f64x2.add(sums, f64x2.mul(low, low)), f64x2.mul(high, high));
}

/**
 * For the rows `from` to `to` the terms `dy x̂` of the gain's gradient, and the gradient of x, unless its address is 0:
 * `dx = (g dy - x̂ mean(g dy x̂)) / √(mean(x²) + ε)`.
 */
// @ts-ignore: decorator
@inline
function rmsNormGradient<T>(
  from: i32, to: i32, D: i32, x: usize, dy: usize, gain: usize, inverses: usize, terms: usize, dx: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  for (let n = from; n < to; n++) {
    const row = <usize>n * <usize>D * size;
    const inverse = load<f64>(inverses + (<usize>n << 3));
    const factor = v128.splat<T>(<T>inverse);
    let sums = f64x2.splat(0);
    for (let d = 0; d < D; d += width) {
      const at = <usize>d * size;
      const normal = v128.mul<T>(v128.load(x + row + at), factor);
      const term = v128.mul<T>(v128.load(dy + row + at), normal);
      storeRow<T>(terms + row + at, term, D - d);
      sums = addWide<T>(sums, v128.and(laneMask<T>(D - d), v128.mul<T>(term, v128.load(gain + at))));
    }
    if (dx == 0) continue;
    const mean = v128.splat<T>(<T>(addLanes<f64>(sums) / <f64>D));
    for (let d = 0; d < D; d += width) {
      const at = <usize>d * size;
      const normal = v128.mul<T>(v128.load(x + row + at), factor);
      const direct = v128.mul<T>(v128.load(dy + row + at), v128.load(gain + at));
      const gradient = v128.mul<T>(v128.sub<T>(direct, v128.mul<T>(normal, mean)), factor);
      storeRow<T>(dx + row + at, gradient, D - d);
    }
  }
}

export function rmsNorm_f32(
  from: i32, to: i32, D: i32, epsilon: f64, x: usize, gain: usize, inverses: usize, y: usize,
): void {
  rmsNorm<f32>(from, to, D, epsilon, x, gain, inverses, y);
}

export function rmsNorm_f64(
  from: i32, to: i32, D: i32, epsilon: f64, x: usize, gain: usize, inverses: usize, y: usize,
): void {
  rmsNorm<f64>(from, to, D, epsilon, x, gain, inverses, y);
}

export function rmsNormGradient_f32(
  from: i32, to: i32, D: i32, x: usize, dy: usize, gain: usize, inverses: usize, terms: usize, dx: usize,
): void {
  rmsNormGradient<f32>(from, to, D, x, dy, gain, inverses, terms, dx);
}

export function rmsNormGradient_f64(
  from: i32, to: i32, D: i32, x: usize, dy: usize, gain: usize, inverses: usize, terms: usize, dx: usize,
): void {
  rmsNormGradient<f64>(from, to, D, x, dy, gain, inverses, terms, dx);
}
