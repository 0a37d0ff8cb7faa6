// Inner loops of normalization over elements side by side, all in f64. Sums are added in blocks and the blocks in pairs.
//
// A parameter either varies along the run or is the same for all of it, which is known at compile time. Means
// and deviations are f64 in memory; gain, bias and what is normalized have the element type.

import { gated } from "./convolution_plan";
import { firstPart } from "./pairs";
import { highPair, lowPair, storeQuad, upTo } from "./quads";

/** Elements that are added up in four chains before sums are added in pairs. */
const blockSize: i32 = 128;

// @ts-ignore: decorator
@inline
function lowParameter<T>(varies: bool, at: usize, i: i32): v128 {
  return varies ? lowPair<T>(at + <usize>i * sizeof<T>()) : f64x2.splat(<f64>load<T>(at));
}

// @ts-ignore: decorator
@inline
function highParameter<T>(varies: bool, at: usize, i: i32): v128 {
  return varies ? highPair<T>(at + <usize>i * sizeof<T>()) : f64x2.splat(<f64>load<T>(at));
}

/** A gradient behind the relu whose output is at `gate`, which is 0 for none. */
// @ts-ignore: decorator
@inline
export function lowGated<T>(at: usize, gate: usize, offset: usize): v128 {
  const value = lowPair<T>(at);
  return gate ? gated<f64>(value, lowPair<T>(gate + offset)) : value;
}

// @ts-ignore: decorator
@inline
function highGated<T>(at: usize, gate: usize, offset: usize): v128 {
  const value = highPair<T>(at);
  return gate ? gated<f64>(value, highPair<T>(gate + offset)) : value;
}

// @ts-ignore: decorator
@inline
export function addPair(value: v128): f64 {
  return f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1);
}

/** `Σ x`. */
export function sumOfRun<T>(count: i32, x: usize): f64 {
  if (count > blockSize) {
    const first = firstPart(count, blockSize);
    return sumOfRun<T>(first, x) + sumOfRun<T>(count - first, x + <usize>first * sizeof<T>());
  }
  let low = f64x2.splat(0), high = low, at = x, quads = count >> 2;
  // unroll 4
  for (; quads > 0; quads--) {
    low = f64x2.add(low, lowPair<T>(at));
    high = f64x2.add(high, highPair<T>(at));
    at += 4 * sizeof<T>();
  }
  const rest = count & 3;
  if (rest > 0) {
    low = f64x2.add(low, upTo(rest, lowPair<T>(at)));
    high = f64x2.add(high, upTo(rest - 2, highPair<T>(at)));
  }
  return addPair(f64x2.add(low, high));
}

// @ts-ignore: decorator
@inline
function square(value: v128): v128 {
  return f64x2.mul(value, value);
}

/** `Σ (x - mean)²`. */
export function squaresOfRun<T>(count: i32, x: usize, mean: f64): f64 {
  if (count > blockSize) {
    const first = firstPart(count, blockSize);
    const squares = squaresOfRun<T>(first, x, mean);
    return squares + squaresOfRun<T>(count - first, x + <usize>first * sizeof<T>(), mean);
  }
  const center = f64x2.splat(mean);
  let low = f64x2.splat(0), high = low, at = x, quads = count >> 2;
  // unroll 4
  for (; quads > 0; quads--) {
    low = f64x2.add(low, square(f64x2.sub(lowPair<T>(at), center)));
    high = f64x2.add(high, square(f64x2.sub(highPair<T>(at), center)));
    at += 4 * sizeof<T>();
  }
  const rest = count & 3;
  if (rest > 0) {
    low = f64x2.add(low, square(upTo(rest, f64x2.sub(lowPair<T>(at), center))));
    high = f64x2.add(high, square(upTo(rest - 2, f64x2.sub(highPair<T>(at), center))));
  }
  return addPair(f64x2.add(low, high));
}

/**
 * The pair `Σ g dy`, `Σ g dy x̂`; `mean` and `inverse` are addresses, g is 1 when `gain` is 0, and `gate` is 0 or the
 * output of the relu behind which dy lies.
 */
export function gradientSumsOfRun<T>(
  count: i32, x: usize, dy: usize, gate: usize, gain: usize, mean: usize, inverse: usize,
): v128 {
  if (count > blockSize) {
    const first = firstPart(count, blockSize), offset = <usize>first * sizeof<T>();
    const sums = gradientSumsOfRun<T>(first, x, dy, gate, gain, mean, inverse);
    const rest = gradientSumsOfRun<T>(
      count - first, x + offset, dy + offset, gate ? gate + offset : 0, gain ? gain + offset : 0, mean, inverse,
    );
    return f64x2.add(sums, rest);
  }
  const center = v128.load64_splat(mean), whole = count & ~3;
  let sum = f64x2.splat(0), product = sum;
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * sizeof<T>();
    let low = lowGated<T>(dy + at, gate, at), high = highGated<T>(dy + at, gate, at);
    if (gain) {
      low = f64x2.mul(low, lowPair<T>(gain + at));
      high = f64x2.mul(high, highPair<T>(gain + at));
    }
    let lowDeviation = f64x2.sub(lowPair<T>(x + at), center);
    let highDeviation = f64x2.sub(highPair<T>(x + at), center);
    if (i == whole) {
      // Past the end x is whatever follows; a NaN there must not meet the zeros of the gradient.
      low = upTo(count - i, low);
      high = upTo(count - i - 2, high);
      lowDeviation = upTo(count - i, lowDeviation);
      highDeviation = upTo(count - i - 2, highDeviation);
    }
    sum = f64x2.add(sum, f64x2.add(low, high));
    product = f64x2.add(product, f64x2.add(f64x2.mul(low, lowDeviation), f64x2.mul(high, highDeviation)));
  }
  return f64x2(addPair(sum), addPair(product) * load<f64>(inverse));
}

/** `(x - mean) / deviation * gain + bias`, and at least `least`; a NaN stays one. */
// @ts-ignore: decorator
@inline
function normalized(x: v128, mean: v128, inverse: v128, gain: v128, bias: v128, least: v128): v128 {
  return f64x2.pmax(f64x2.add(f64x2.mul(f64x2.mul(f64x2.sub(x, mean), inverse), gain), bias), least);
}

/** `y = x̂ gain + bias`, rectified when asked. */
// @ts-ignore: decorator
@inline
export function normalizeRun<T>(
  statisticsVary: bool, gainVaries: bool,
  count: i32, x: usize, mean: usize, inverse: usize, gain: usize, bias: usize, relu: i32, y: usize,
): void {
  const least = f64x2.splat(relu ? 0 : -Infinity);
  // What is the same for the run is read once.
  const center = lowParameter<f64>(false, mean, 0), factor = lowParameter<f64>(false, inverse, 0);
  const whole = count & ~3;
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * sizeof<T>();
    const low = normalized(
      lowPair<T>(x + at),
      statisticsVary ? lowParameter<f64>(true, mean, i) : center,
      statisticsVary ? lowParameter<f64>(true, inverse, i) : factor,
      lowParameter<T>(gainVaries, gain, i), lowParameter<T>(gainVaries, bias, i), least,
    );
    const high = normalized(
      highPair<T>(x + at),
      statisticsVary ? highParameter<f64>(true, mean, i) : center,
      statisticsVary ? highParameter<f64>(true, inverse, i) : factor,
      highParameter<T>(gainVaries, gain, i), highParameter<T>(gainVaries, bias, i), least,
    );
    if (i < whole) storeQuad<T>(y + at, 4, low, high);
    else storeQuad<T>(y + at, count - i, low, high);
  }
}

/** `(g dy - m₁ - x̂ m₂) / deviation`. */
// @ts-ignore: decorator
@inline
function gradient(x: v128, dy: v128, mean: v128, inverse: v128, gain: v128, first: v128, second: v128): v128 {
  const normal = f64x2.mul(f64x2.sub(x, mean), inverse);
  const inner = f64x2.sub(f64x2.sub(f64x2.mul(gain, dy), first), f64x2.mul(normal, second));
  return f64x2.mul(inner, inverse);
}

/** `dx = (g dy - m₁ - x̂ m₂) / deviation`, with the means m₁ and m₂ of `g dy` and `g dy x̂`. */
// @ts-ignore: decorator
@inline
export function gradientRun<T>(
  statisticsVary: bool, gainVaries: bool, count: i32, x: usize, dy: usize, gate: usize, mean: usize, inverse: usize,
  gain: usize, firstMean: usize, secondMean: usize, dx: usize,
): void {
  const center = lowParameter<f64>(false, mean, 0), factor = lowParameter<f64>(false, inverse, 0);
  const firstOfAll = lowParameter<f64>(false, firstMean, 0), secondOfAll = lowParameter<f64>(false, secondMean, 0);
  const whole = count & ~3;
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * sizeof<T>();
    const low = gradient(
      lowPair<T>(x + at), lowGated<T>(dy + at, gate, at),
      statisticsVary ? lowParameter<f64>(true, mean, i) : center,
      statisticsVary ? lowParameter<f64>(true, inverse, i) : factor,
      lowParameter<T>(gainVaries, gain, i),
      statisticsVary ? lowParameter<f64>(true, firstMean, i) : firstOfAll,
      statisticsVary ? lowParameter<f64>(true, secondMean, i) : secondOfAll,
    );
    const high = gradient(
      highPair<T>(x + at), highGated<T>(dy + at, gate, at),
      statisticsVary ? highParameter<f64>(true, mean, i) : center,
      statisticsVary ? highParameter<f64>(true, inverse, i) : factor,
      highParameter<T>(gainVaries, gain, i),
      statisticsVary ? highParameter<f64>(true, firstMean, i) : firstOfAll,
      statisticsVary ? highParameter<f64>(true, secondMean, i) : secondOfAll,
    );
    if (i < whole) storeQuad<T>(dx + at, 4, low, high);
    else storeQuad<T>(dx + at, count - i, low, high);
  }
}
