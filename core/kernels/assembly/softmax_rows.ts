// Softmax and its logarithm of each row, and their gradients.

import { laneMask } from "./lanes";
import { exp, log1p } from "./math";
import { addLanes } from "./reduce";
import { largestLane, storeRow } from "./softmax";

/** The largest element of a row; NaN when there is one. */
// @ts-ignore: decorator
@inline
function largestOfRow<T>(K: i32, x: usize): v128 {
  const width = <i32>(16 / sizeof<T>());
  const minusInfinity = v128.splat<T>(-<T>Infinity);
  let largest = minusInfinity;
  for (let k = 0; k < K; k += width) {
    const value = v128.load(x + <usize>k * sizeof<T>());
    largest = v128.max<T>(largest, v128.bitselect(value, minusInfinity, laneMask<T>(K - k)));
  }
  return largestLane<T>(largest);
}

/** `y = exp(x - max) / Σ exp(x - max)`. */
// @ts-ignore: decorator
@inline
function softmaxRow<T>(K: i32, x: usize, y: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const zero = v128.splat<T>(0);
  const largest = largestOfRow<T>(K, x);
  let sum = zero, differences = zero;
  for (let k = 0; k < K; k += width) {
    const mask = laneMask<T>(K - k);
    const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
    const e = exp<T>(shifted);
    sum = v128.add<T>(sum, v128.and(mask, e));
    // Infinite where x is: minus infinity must not come out as a probability of 0.
    differences = v128.add<T>(differences, v128.and(mask, v128.mul<T>(shifted, zero)));
    storeRow<T>(y + <usize>k * size, e, K - k);
  }
  const factor = v128.splat<T>(<T>1 / addLanes<T>(sum) + addLanes<T>(differences));
  for (let k = 0; k < K; k += width) {
    const p = y + <usize>k * size;
    storeRow<T>(p, v128.mul<T>(v128.load(p), factor), K - k);
  }
}

/** `y = x - max - log Σ exp(x - max)`. */
// @ts-ignore: decorator
@inline
function logSoftmaxRow<T>(K: i32, x: usize, y: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const zero = v128.splat<T>(0), one = v128.splat<T>(1);
  const largest = largestOfRow<T>(K, x);
  // The terms of the maximum itself, exactly 1, are counted apart: a confident row keeps its digits.
  let count = zero, others = zero, differences = zero;
  for (let k = 0; k < K; k += width) {
    const mask = laneMask<T>(K - k);
    const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
    const isLargest = v128.and(mask, v128.eq<T>(shifted, zero));
    count = v128.add<T>(count, v128.and(isLargest, one));
    others = v128.add<T>(others, v128.and(v128.andnot(mask, isLargest), exp<T>(shifted)));
    differences = v128.add<T>(differences, v128.and(mask, v128.mul<T>(shifted, zero)));
  }
  const rest: T = addLanes<T>(others) + (addLanes<T>(count) - <T>1);
  const logTotal = log1p<T>(v128.splat<T>(rest + addLanes<T>(differences)));
  for (let k = 0; k < K; k += width) {
    const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
    storeRow<T>(y + <usize>k * size, v128.sub<T>(shifted, logTotal), K - k);
  }
}

/** `dx = y (dy - Σ dy y)`. */
// @ts-ignore: decorator
@inline
function softmaxGradientRow<T>(K: i32, y: usize, dy: usize, dx: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  let sum = v128.splat<T>(0);
  for (let k = 0; k < K; k += width) {
    const offset = <usize>k * size;
    const product = v128.mul<T>(v128.load(y + offset), v128.load(dy + offset));
    sum = v128.add<T>(sum, v128.and(laneMask<T>(K - k), product));
  }
  const mean = v128.splat<T>(addLanes<T>(sum));
  for (let k = 0; k < K; k += width) {
    const offset = <usize>k * size;
    const difference = v128.sub<T>(v128.load(dy + offset), mean);
    storeRow<T>(dx + offset, v128.mul<T>(v128.load(y + offset), difference), K - k);
  }
}

/** `dx = dy - exp(y) Σ dy`. */
// @ts-ignore: decorator
@inline
function logSoftmaxGradientRow<T>(K: i32, y: usize, dy: usize, dx: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  let sum = v128.splat<T>(0);
  for (let k = 0; k < K; k += width) {
    sum = v128.add<T>(sum, v128.and(laneMask<T>(K - k), v128.load(dy + <usize>k * size)));
  }
  const total = v128.splat<T>(addLanes<T>(sum));
  for (let k = 0; k < K; k += width) {
    const offset = <usize>k * size;
    const share = v128.mul<T>(exp<T>(v128.load(y + offset)), total);
    storeRow<T>(dx + offset, v128.sub<T>(v128.load(dy + offset), share), K - k);
  }
}

export function softmaxRows_f32(from: i32, to: i32, K: i32, x: usize, y: usize): void {
  const bytes = <usize>K * 4;
  for (let n = from; n < to; n++) softmaxRow<f32>(K, x + <usize>n * bytes, y + <usize>n * bytes);
}

export function softmaxRows_f64(from: i32, to: i32, K: i32, x: usize, y: usize): void {
  const bytes = <usize>K * 8;
  for (let n = from; n < to; n++) softmaxRow<f64>(K, x + <usize>n * bytes, y + <usize>n * bytes);
}

export function softmaxGradientRows_f32(from: i32, to: i32, K: i32, y: usize, dy: usize, dx: usize): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 4;
    softmaxGradientRow<f32>(K, y + offset, dy + offset, dx + offset);
  }
}

export function softmaxGradientRows_f64(from: i32, to: i32, K: i32, y: usize, dy: usize, dx: usize): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 8;
    softmaxGradientRow<f64>(K, y + offset, dy + offset, dx + offset);
  }
}

export function logSoftmaxRows_f32(from: i32, to: i32, K: i32, x: usize, y: usize): void {
  const bytes = <usize>K * 4;
  for (let n = from; n < to; n++) logSoftmaxRow<f32>(K, x + <usize>n * bytes, y + <usize>n * bytes);
}

export function logSoftmaxRows_f64(from: i32, to: i32, K: i32, x: usize, y: usize): void {
  const bytes = <usize>K * 8;
  for (let n = from; n < to; n++) logSoftmaxRow<f64>(K, x + <usize>n * bytes, y + <usize>n * bytes);
}

export function logSoftmaxGradientRows_f32(from: i32, to: i32, K: i32, y: usize, dy: usize, dx: usize): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 4;
    logSoftmaxGradientRow<f32>(K, y + offset, dy + offset, dx + offset);
  }
}

export function logSoftmaxGradientRows_f64(from: i32, to: i32, K: i32, y: usize, dy: usize, dx: usize): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 8;
    logSoftmaxGradientRow<f64>(K, y + offset, dy + offset, dx + offset);
  }
}
