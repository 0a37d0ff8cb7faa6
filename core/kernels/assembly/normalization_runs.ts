// Inner loops of normalisation over elements side by side.
//
// A parameter either varies along the run, or one value holds for all of it; which is known at compile time.

import { laneMask } from "./lanes";
import { addLanes, storeLanes } from "./reduce";

/** Elements that are summed in the element type before their sum goes on in f64. */
const blockSize: i32 = 1024;

// @ts-ignore: decorator
@inline
function parameter<T>(varies: bool, at: usize, i: i32): v128 {
  return varies ? v128.load(at + <usize>i * sizeof<T>()) : v128.load_splat<T>(at);
}

/** A vector of a run that ends `left` elements further; zeros after the end. */
// @ts-ignore: decorator
@inline
function upTo<T>(left: i32, value: v128): v128 {
  return left >= <i32>(16 / sizeof<T>()) ? value : v128.and(value, laneMask<T>(left));
}

// @ts-ignore: decorator
@inline
function storeUpTo<T>(to: usize, left: i32, value: v128): void {
  if (left >= <i32>(16 / sizeof<T>())) v128.store(to, value);
  else storeLanes<T>(to, value, left);
}

/** `Σ x`. */
export function sumOfRun<T>(count: i32, x: usize): f64 {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  let total: f64 = 0;
  for (let block = 0; block < count; block += blockSize) {
    const end = min(count, block + blockSize);
    let sum = v128.splat<T>(0);
    for (let i = block; i < end; i += lanes) {
      sum = v128.add<T>(sum, upTo<T>(end - i, v128.load(x + <usize>i * size)));
    }
    total += <f64>addLanes<T>(sum);
  }
  return total;
}

/** `Σ (x - mean)²`. */
export function squaresOfRun<T>(count: i32, x: usize, mean: T): f64 {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const center = v128.splat<T>(mean);
  let total: f64 = 0;
  for (let block = 0; block < count; block += blockSize) {
    const end = min(count, block + blockSize);
    let sum = v128.splat<T>(0);
    for (let i = block; i < end; i += lanes) {
      const deviation = upTo<T>(end - i, v128.sub<T>(v128.load(x + <usize>i * size), center));
      sum = v128.add<T>(sum, v128.mul<T>(deviation, deviation));
    }
    total += <f64>addLanes<T>(sum);
  }
  return total;
}

/** The f64 pair `Σ g dy`, `Σ g dy x̂`; g is 1 when `gain` is 0. */
export function gradientSumsOfRun<T>(
  count: i32, x: usize, dy: usize, gain: usize, mean: usize, inverse: usize,
): v128 {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const center = v128.load_splat<T>(mean), scale = v128.load_splat<T>(inverse);
  let total = f64x2.splat(0);
  for (let block = 0; block < count; block += blockSize) {
    const end = min(count, block + blockSize);
    let sum = v128.splat<T>(0), product = sum;
    for (let i = block; i < end; i += lanes) {
      const at = <usize>i * size;
      let gradient = v128.load(dy + at);
      if (gain) gradient = v128.mul<T>(gradient, v128.load(gain + at));
      gradient = upTo<T>(end - i, gradient);
      const normal = v128.mul<T>(v128.sub<T>(v128.load(x + at), center), scale);
      sum = v128.add<T>(sum, gradient);
      // Past the end x is whatever follows; a NaN there must not meet the zeros of the gradient.
      product = v128.add<T>(product, v128.mul<T>(gradient, upTo<T>(end - i, normal)));
    }
    total = f64x2.add(total, f64x2(<f64>addLanes<T>(sum), <f64>addLanes<T>(product)));
  }
  return total;
}

/** `y = (x - mean) / deviation * gain + bias`. */
// @ts-ignore: decorator
@inline
export function normalizeRun<T>(
  statisticsVary: bool, gainVaries: bool,
  count: i32, x: usize, mean: usize, inverse: usize, gain: usize, bias: usize, y: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  for (let i = 0; i < count; i += lanes) {
    const centered = v128.sub<T>(v128.load(x + <usize>i * size), parameter<T>(statisticsVary, mean, i));
    const normal = v128.mul<T>(centered, parameter<T>(statisticsVary, inverse, i));
    const scaled = v128.mul<T>(normal, parameter<T>(gainVaries, gain, i));
    storeUpTo<T>(y + <usize>i * size, count - i, v128.add<T>(scaled, parameter<T>(gainVaries, bias, i)));
  }
}

/** `dx = (g dy - m₁ - x̂ m₂) / deviation`, with the means m₁ and m₂ of `g dy` and `g dy x̂`. */
// @ts-ignore: decorator
@inline
export function gradientRun<T>(
  statisticsVary: bool, gainVaries: bool, count: i32, x: usize, dy: usize, mean: usize, inverse: usize,
  gain: usize, firstMean: usize, secondMean: usize, dx: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  for (let i = 0; i < count; i += lanes) {
    const scale = parameter<T>(statisticsVary, inverse, i);
    const centered = v128.sub<T>(v128.load(x + <usize>i * size), parameter<T>(statisticsVary, mean, i));
    const normal = v128.mul<T>(centered, scale);
    const gradient = v128.mul<T>(v128.load(dy + <usize>i * size), parameter<T>(gainVaries, gain, i));
    const second = v128.mul<T>(normal, parameter<T>(statisticsVary, secondMean, i));
    const inner = v128.sub<T>(v128.sub<T>(gradient, parameter<T>(statisticsVary, firstMean, i)), second);
    storeUpTo<T>(dx + <usize>i * size, count - i, v128.mul<T>(inner, scale));
  }
}
