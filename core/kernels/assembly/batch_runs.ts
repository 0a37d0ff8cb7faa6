// Inner loops of normalization over the batch, along the places of one channel of one example, in the element type.
//
// A run is centred on a number near its mean first, so that short sums in f32 keep the digits of a variance; the sums
// of blocks are added in f64, in pairs.

import { laneMask } from "./lanes";
import { addPair } from "./normalization_runs";
import { firstPart } from "./pairs";
import { storeLanes } from "./reduce";

/** Elements that are added up in the element type. */
const blockSize: i32 = 256;

/** The sum of all lanes, in f64. */
// @ts-ignore: decorator
@inline
function addWide<T>(value: v128): f64 {
  if (sizeof<T>() == 8) return addPair(value);
  const high = i32x4.shuffle(value, value, 2, 3, 2, 3);
  return addPair(f64x2.add(f64x2.promote_low_f32x4(value), f64x2.promote_low_f32x4(high)));
}

/** The pair `Σ d`, `Σ d²` of deviations `d = x - center`, where their squares are beyond the element type. */
function wideDeviationSums<T>(count: i32, x: usize, center: T): v128 {
  let sum: f64 = 0, squares: f64 = 0;
  for (; count > 0; count--) {
    const deviation = <f64>load<T>(x) - <f64>center;
    sum += deviation;
    squares += deviation * deviation;
    x += sizeof<T>();
  }
  return f64x2(sum, squares);
}

/** The pair `Σ d`, `Σ d²` of the deviations `d = x - center`. */
export function deviationSums<T>(count: i32, x: usize, center: T): v128 {
  if (count > blockSize) {
    const first = firstPart(count, blockSize);
    const sums = deviationSums<T>(first, x, center);
    return f64x2.add(sums, deviationSums<T>(count - first, x + <usize>first * sizeof<T>(), center));
  }
  const lanes = <i32>(16 / sizeof<T>());
  const middle = v128.splat<T>(center);
  let s0 = v128.splat<T>(0), s1 = s0, q0 = s0, q1 = s0;
  let p = x, left = count;
  for (; left >= 4 * lanes; left -= 4 * lanes) {
    let d = v128.sub<T>(v128.load(p), middle);
    s0 = v128.add<T>(s0, d); q0 = v128.add<T>(q0, v128.mul<T>(d, d));
    d = v128.sub<T>(v128.load(p, 16), middle);
    s1 = v128.add<T>(s1, d); q1 = v128.add<T>(q1, v128.mul<T>(d, d));
    d = v128.sub<T>(v128.load(p, 32), middle);
    s0 = v128.add<T>(s0, d); q0 = v128.add<T>(q0, v128.mul<T>(d, d));
    d = v128.sub<T>(v128.load(p, 48), middle);
    s1 = v128.add<T>(s1, d); q1 = v128.add<T>(q1, v128.mul<T>(d, d));
    p += 64;
  }
  for (; left > 0; left -= lanes) {
    const d = v128.and(v128.sub<T>(v128.load(p), middle), laneMask<T>(left));
    s0 = v128.add<T>(s0, d); q0 = v128.add<T>(q0, v128.mul<T>(d, d));
    p += 16;
  }
  const squares = addWide<T>(v128.add<T>(q0, q1));
  if (!(squares < Infinity)) return wideDeviationSums<T>(count, x, center);
  return f64x2(addWide<T>(v128.add<T>(s0, s1)), squares);
}

/** `y = (x - center) scale + offset`, and at least `floor`; a NaN stays one. */
export function scaleRun<T>(count: i32, x: usize, center: T, scale: T, offset: T, floor: T, y: usize): void {
  const lanes = <i32>(16 / sizeof<T>());
  const middle = v128.splat<T>(center), a = v128.splat<T>(scale), b = v128.splat<T>(offset);
  const least = v128.splat<T>(floor);
  let left = count;
  for (; left >= 4 * lanes; left -= 4 * lanes) {
    const v0 = v128.add<T>(v128.mul<T>(v128.sub<T>(v128.load(x), middle), a), b);
    const v1 = v128.add<T>(v128.mul<T>(v128.sub<T>(v128.load(x, 16), middle), a), b);
    const v2 = v128.add<T>(v128.mul<T>(v128.sub<T>(v128.load(x, 32), middle), a), b);
    const v3 = v128.add<T>(v128.mul<T>(v128.sub<T>(v128.load(x, 48), middle), a), b);
    v128.store(y, v128.pmax<T>(v0, least));
    v128.store(y, v128.pmax<T>(v1, least), 16);
    v128.store(y, v128.pmax<T>(v2, least), 32);
    v128.store(y, v128.pmax<T>(v3, least), 48);
    x += 64;
    y += 64;
  }
  for (; left > 0; left -= lanes) {
    const value = v128.pmax<T>(v128.add<T>(v128.mul<T>(v128.sub<T>(v128.load(x), middle), a), b), least);
    if (left >= lanes) v128.store(y, value);
    else storeLanes<T>(y, value, left);
    x += 16;
    y += 16;
  }
}

/** A gradient behind the relu of `d scale + offset`, which is cheaper to compute again than to load. */
// @ts-ignore: decorator
@inline
function rectified<T>(rectifies: bool, gradient: v128, d: v128, scale: v128, offset: v128): v128 {
  if (!rectifies) return gradient;
  // A NaN does not count as 0 or less: it passes, and x, which it comes from, makes the products NaN.
  const value = v128.add<T>(v128.mul<T>(d, scale), offset);
  return v128.andnot(gradient, v128.le<T>(value, v128.splat<T>(0)));
}

// @ts-ignore: decorator
@inline
function gradientSumsOfBlock<T>(
  rectifies: bool, count: i32, x: usize, dy: usize, center: T, inverse: T, scale: T, offset: T,
): v128 {
  const lanes = <i32>(16 / sizeof<T>());
  const middle = v128.splat<T>(center), factor = v128.splat<T>(inverse);
  const a = v128.splat<T>(scale), b = v128.splat<T>(offset);
  let s0 = v128.splat<T>(0), s1 = s0, p0 = s0, p1 = s0;
  let left = count;
  for (; left >= 4 * lanes; left -= 4 * lanes) {
    let d = v128.sub<T>(v128.load(x), middle), g = rectified<T>(rectifies, v128.load(dy), d, a, b);
    s0 = v128.add<T>(s0, g); p0 = v128.add<T>(p0, v128.mul<T>(g, v128.mul<T>(d, factor)));
    d = v128.sub<T>(v128.load(x, 16), middle); g = rectified<T>(rectifies, v128.load(dy, 16), d, a, b);
    s1 = v128.add<T>(s1, g); p1 = v128.add<T>(p1, v128.mul<T>(g, v128.mul<T>(d, factor)));
    d = v128.sub<T>(v128.load(x, 32), middle); g = rectified<T>(rectifies, v128.load(dy, 32), d, a, b);
    s0 = v128.add<T>(s0, g); p0 = v128.add<T>(p0, v128.mul<T>(g, v128.mul<T>(d, factor)));
    d = v128.sub<T>(v128.load(x, 48), middle); g = rectified<T>(rectifies, v128.load(dy, 48), d, a, b);
    s1 = v128.add<T>(s1, g); p1 = v128.add<T>(p1, v128.mul<T>(g, v128.mul<T>(d, factor)));
    x += 64;
    dy += 64;
  }
  for (; left > 0; left -= lanes) {
    const mask = laneMask<T>(left);
    // Past the end x is whatever follows; a NaN there must not meet the zeros of the gradient.
    const d = v128.and(v128.sub<T>(v128.load(x), middle), mask);
    const g = v128.and(rectified<T>(rectifies, v128.load(dy), d, a, b), mask);
    s0 = v128.add<T>(s0, g); p0 = v128.add<T>(p0, v128.mul<T>(g, v128.mul<T>(d, factor)));
    x += 16;
    dy += 16;
  }
  return f64x2(addWide<T>(v128.add<T>(s0, s1)), addWide<T>(v128.add<T>(p0, p1)));
}

/** The pair `Σ dy`, `Σ dy (x - center) inverse`, where asked behind the relu of `(x - center) scale + offset`. */
export function centeredGradientSums<T>(
  count: i32, x: usize, dy: usize, center: T, inverse: T, relu: i32, scale: T, offset: T,
): v128 {
  if (count > blockSize) {
    const first = firstPart(count, blockSize), bytes = <usize>first * sizeof<T>();
    const sums = centeredGradientSums<T>(first, x, dy, center, inverse, relu, scale, offset);
    return f64x2.add(sums, centeredGradientSums<T>(
      count - first, x + bytes, dy + bytes, center, inverse, relu, scale, offset,
    ));
  }
  if (relu) return gradientSumsOfBlock<T>(true, count, x, dy, center, inverse, scale, offset);
  return gradientSumsOfBlock<T>(false, count, x, dy, center, inverse, scale, offset);
}

// @ts-ignore: decorator
@inline
function centeredGradient<T>(
  rectifies: bool, count: i32, x: usize, dy: usize, center: T, factor: T, slope: T, constant: T,
  scale: T, offset: T, dx: usize,
): void {
  const lanes = <i32>(16 / sizeof<T>());
  const middle = v128.splat<T>(center), f = v128.splat<T>(factor), s = v128.splat<T>(slope), c = v128.splat<T>(constant);
  const a = v128.splat<T>(scale), b = v128.splat<T>(offset);
  let left = count;
  for (; left >= 2 * lanes; left -= 2 * lanes) {
    const d0 = v128.sub<T>(v128.load(x), middle), d1 = v128.sub<T>(v128.load(x, 16), middle);
    const g0 = rectified<T>(rectifies, v128.load(dy), d0, a, b), g1 = rectified<T>(rectifies, v128.load(dy, 16), d1, a, b);
    v128.store(dx, v128.sub<T>(v128.sub<T>(v128.mul<T>(g0, f), c), v128.mul<T>(d0, s)));
    v128.store(dx, v128.sub<T>(v128.sub<T>(v128.mul<T>(g1, f), c), v128.mul<T>(d1, s)), 16);
    x += 32;
    dy += 32;
    dx += 32;
  }
  for (; left > 0; left -= lanes) {
    const d = v128.sub<T>(v128.load(x), middle), g = rectified<T>(rectifies, v128.load(dy), d, a, b);
    const value = v128.sub<T>(v128.sub<T>(v128.mul<T>(g, f), c), v128.mul<T>(d, s));
    if (left >= lanes) v128.store(dx, value);
    else storeLanes<T>(dx, value, left);
    x += 16;
    dy += 16;
    dx += 16;
  }
}

/**
 * `dx = dy factor - (x - center) slope - constant`, with dy where asked behind the relu of
 * `(x - center) scale + offset`.
 */
export function centeredGradientRun<T>(
  count: i32, x: usize, dy: usize, center: T, factor: T, slope: T, constant: T,
  relu: i32, scale: T, offset: T, dx: usize,
): void {
  if (relu) centeredGradient<T>(true, count, x, dy, center, factor, slope, constant, scale, offset, dx);
  else centeredGradient<T>(false, count, x, dy, center, factor, slope, constant, scale, offset, dx);
}
