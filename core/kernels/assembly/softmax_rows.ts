// Softmax and its logarithm of each row, and their gradients.

import { flushSubnormal, laneMask } from "./lanes";
import { exp, log1p } from "./math";
import { addLanes } from "./reduce";
import { blockElements, largestOfRow, storeRow } from "./softmax";

/** `y = exp(x - max) / Σ exp(x - max)`; 0 where x is minus infinity. */
// @ts-ignore: decorator
@inline
function softmaxRow<T>(K: i32, x: usize, y: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const largest = largestOfRow<T>(K, x);
  let sum: f64 = 0;
  for (let start = 0; start < K; start += blockElements) {
    let terms = v128.splat<T>(0);
    const end = min(K, start + blockElements);
    for (let k = start; k < end; k += width) {
      const e = exp<T>(v128.sub<T>(v128.load(x + <usize>k * size), largest));
      terms = v128.add<T>(terms, v128.and(laneMask<T>(K - k), e));
      storeRow<T>(y + <usize>k * size, e, K - k);
    }
    sum += <f64>addLanes<T>(terms);
  }
  const factor = v128.add<T>(v128.splat<T>(<T>1 / <T>sum), v128.sub<T>(largest, largest));
  for (let k = 0; k < K; k += width) {
    const p = y + <usize>k * size;
    storeRow<T>(p, flushSubnormal<T>(v128.mul<T>(v128.load(p), factor)), K - k);
  }
}

/** `y = x - max - log Σ exp(x - max)`; minus infinity where x is. */
// @ts-ignore: decorator
@inline
function logSoftmaxRow<T>(K: i32, x: usize, y: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const zero = v128.splat<T>(0), one = v128.splat<T>(1);
  const largest = largestOfRow<T>(K, x);
  // The terms of the maximum itself, exactly 1, are counted apart: a confident row keeps its digits.
  let count: f64 = 0, others: f64 = 0;
  for (let start = 0; start < K; start += blockElements) {
    let counts = zero, terms = zero;
    const end = min(K, start + blockElements);
    for (let k = start; k < end; k += width) {
      const mask = laneMask<T>(K - k);
      const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
      const isLargest = v128.and(mask, v128.eq<T>(shifted, zero));
      counts = v128.add<T>(counts, v128.and(isLargest, one));
      terms = v128.add<T>(terms, v128.and(v128.andnot(mask, isLargest), exp<T>(shifted)));
    }
    count += <f64>addLanes<T>(counts);
    others += <f64>addLanes<T>(terms);
  }
  const logTotal = log1p<T>(v128.splat<T>(<T>(others + (count - 1))));
  const offset = v128.add<T>(logTotal, v128.sub<T>(largest, largest));
  for (let k = 0; k < K; k += width) {
    const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
    storeRow<T>(y + <usize>k * size, v128.sub<T>(shifted, offset), K - k);
  }
}

/** `dx = y (dy - Σ dy y)`. */
// @ts-ignore: decorator
@inline
function softmaxGradientRow<T>(K: i32, y: usize, dy: usize, dx: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  let sum: f64 = 0;
  for (let start = 0; start < K; start += blockElements) {
    let products = v128.splat<T>(0);
    const end = min(K, start + blockElements);
    for (let k = start; k < end; k += width) {
      const offset = <usize>k * size;
      const product = v128.mul<T>(v128.load(y + offset), v128.load(dy + offset));
      products = v128.add<T>(products, v128.and(laneMask<T>(K - k), product));
    }
    sum += <f64>addLanes<T>(products);
  }
  const mean = v128.splat<T>(<T>sum);
  for (let k = 0; k < K; k += width) {
    const offset = <usize>k * size;
    const difference = v128.sub<T>(v128.load(dy + offset), mean);
    storeRow<T>(dx + offset, flushSubnormal<T>(v128.mul<T>(v128.load(y + offset), difference)), K - k);
  }
}

/** `dx = dy - exp(y) Σ dy`. */
// @ts-ignore: decorator
@inline
function logSoftmaxGradientRow<T>(K: i32, y: usize, dy: usize, dx: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  let sum: f64 = 0;
  for (let start = 0; start < K; start += blockElements) {
    let values = v128.splat<T>(0);
    const end = min(K, start + blockElements);
    for (let k = start; k < end; k += width) {
      values = v128.add<T>(values, v128.and(laneMask<T>(K - k), v128.load(dy + <usize>k * size)));
    }
    sum += <f64>addLanes<T>(values);
  }
  const total = v128.splat<T>(<T>sum);
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
