// Softmax and cross-entropy in one: the loss of each row and its gradient.

import { laneMask } from "./lanes";
import { exp, log1p } from "./math";
import { addLanes, storeLanes } from "./reduce";

/** The largest lane in every lane. */
// @ts-ignore: decorator
@inline
export function largestLane<T>(value: v128): v128 {
  if (sizeof<T>() == 4) {
    const pairs = v128.max<T>(value, i32x4.shuffle(value, value, 2, 3, 0, 1));
    return v128.max<T>(pairs, i32x4.shuffle(pairs, pairs, 1, 0, 3, 2));
  }
  return v128.max<T>(value, i64x2.shuffle(value, value, 1, 0));
}

/**
 * One row: `loss = log Σ exp(x) - (1 - s) x[t] - s mean(x)`, `dx = scale (softmax(x) - (1 - s) [k = t] - s / K)`.
 *
 * Everything is computed from x - max. The terms of the maximum itself, exactly 1, are counted apart: the
 * logarithm then sees the sum of the others alone, and a confident row keeps its digits.
 */
// @ts-ignore: decorator
@inline
function row<T>(K: i32, x: usize, target: i32, dx: usize, scale: T, smoothing: T): T {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const zero = v128.splat<T>(0), one = v128.splat<T>(1);
  const minusInfinity = v128.splat<T>(-<T>Infinity);

  let largest = minusInfinity;
  for (let k = 0; k < K; k += width) {
    const logits = v128.load(x + <usize>k * size);
    largest = v128.max<T>(largest, v128.bitselect(logits, minusInfinity, laneMask<T>(K - k)));
  }
  largest = largestLane<T>(largest);

  let count = zero, others = zero, shiftedSum = zero;
  for (let k = 0; k < K; k += width) {
    const mask = laneMask<T>(K - k);
    const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
    const isLargest = v128.and(mask, v128.eq<T>(shifted, zero));
    const e = exp<T>(shifted);
    count = v128.add<T>(count, v128.and(isLargest, one));
    others = v128.add<T>(others, v128.and(v128.andnot(mask, isLargest), e));
    shiftedSum = v128.add<T>(shiftedSum, v128.and(mask, shifted));
    storeRow<T>(dx + <usize>k * size, e, K - k);
  }

  const rest: T = addLanes<T>(others) + (addLanes<T>(count) - <T>1);
  const total: T = rest + <T>1;
  const shiftedMean: T = addLanes<T>(shiftedSum) / <T>K;
  // An infinite logit makes the mean infinite or NaN: a diverged row must not come out as a number.
  const diverged: T = shiftedMean - shiftedMean;
  const factor = v128.splat<T>(scale / total + diverged);
  const share = v128.splat<T>(scale * smoothing / <T>K);
  const shiftedTarget: T = load<T>(x + <usize>target * size) - v128.extract_lane<T>(largest, 0);
  const e: T = load<T>(dx + <usize>target * size);
  const probabilityLessOne: T = shiftedTarget == <T>0 ? -rest / total : e / total - <T>1;
  for (let k = 0; k < K; k += width) {
    const p = dx + <usize>k * size;
    storeRow<T>(p, v128.sub<T>(v128.mul<T>(v128.load(p), factor), share), K - k);
  }
  store<T>(
    dx + <usize>target * size,
    scale * (probabilityLessOne + (smoothing - smoothing / <T>K)) + diverged,
  );
  const logTotal: T = v128.extract_lane<T>(log1p<T>(v128.splat<T>(rest)), 0);
  return logTotal - (<T>1 - smoothing) * shiftedTarget - smoothing * shiftedMean + diverged;
}

/** A vector of a row, of which `columns` elements are left: the rest would be the next row. */
// @ts-ignore: decorator
@inline
export function storeRow<T>(to: usize, value: v128, columns: i32): void {
  if (columns >= <i32>(16 / sizeof<T>())) v128.store(to, value);
  else storeLanes<T>(to, value, columns);
}

export function softmaxCrossEntropy_f32(
  from: i32, to: i32, K: i32, x: usize, target: usize, loss: usize, dx: usize, scale: f32, smoothing: f32,
): void {
  const bytes = <usize>K * 4;
  for (let n = from; n < to; n++) {
    const t = load<i32>(target + <usize>n * 4);
    const value = row<f32>(K, x + <usize>n * bytes, t, dx + <usize>n * bytes, scale, smoothing);
    store<f32>(loss + <usize>n * 4, value);
  }
}

export function softmaxCrossEntropy_f64(
  from: i32, to: i32, K: i32, x: usize, target: usize, loss: usize, dx: usize, scale: f64, smoothing: f64,
): void {
  const bytes = <usize>K * 8;
  for (let n = from; n < to; n++) {
    const t = load<i32>(target + <usize>n * 4);
    const value = row<f64>(K, x + <usize>n * bytes, t, dx + <usize>n * bytes, scale, smoothing);
    store<f64>(loss + <usize>n * 8, value);
  }
}
