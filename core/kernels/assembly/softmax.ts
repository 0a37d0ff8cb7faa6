// Softmax and cross-entropy in one: the loss of each row and its gradient.

import { areNear, exponentialsOfOthers } from "./exponentials";
import { flushSubnormal, laneMask } from "./lanes";
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

/** Elements of a row that are added up in the element type; sums of blocks are added in f64. */
export const blockElements: i32 = 512;

/** The largest element of a row; NaN when there is one. */
// @ts-ignore: decorator
@inline
export function largestOfRow<T>(K: i32, x: usize): v128 {
  const width = <i32>(16 / sizeof<T>());
  const minusInfinity = v128.splat<T>(-<T>Infinity);
  let largest = minusInfinity, other = minusInfinity, k = 0;
  // Two maxima, which do not wait for each other.
  for (; k + 2 * width <= K; k += 2 * width) {
    largest = v128.max<T>(largest, v128.load(x));
    other = v128.max<T>(other, v128.load(x, 16));
    x += 32;
  }
  largest = v128.max<T>(largest, other);
  for (; k < K; k += width) {
    largest = v128.max<T>(largest, v128.bitselect(v128.load(x), minusInfinity, laneMask<T>(K - k)));
    x += 16;
  }
  return largestLane<T>(largest);
}

/** `c (x - max)`, 0 where c is: halves differ by no more than the largest number. */
// @ts-ignore: decorator
@inline
function weightedDifference<T>(x: usize, most: T, c: f64): f64 {
  return c == 0 ? 0 : (<f64>load<T>(x) * 0.5 - <f64>most * 0.5) * (2 * c);
}

/** The same summed over a row. */
// @ts-ignore: decorator
@inline
function weightedDifferences<T>(K: i32, x: usize, most: T, c: f64): f64 {
  if (c == 0) return 0;
  let sum: f64 = 0;
  for (let start = 0; start < K; start += blockElements) {
    let block: f64 = 0;
    const end = min(K, start + blockElements);
    for (let k = start; k < end; k++) block += weightedDifference<T>(x + <usize>k * sizeof<T>(), most, c);
    sum += block;
  }
  return sum;
}

/** How often the largest number stands in each lane. */
// @ts-ignore: decorator
@inline
function countLargest<T>(vectors: i32, x: usize, largest: v128): v128 {
  const zero = v128.splat<T>(0), one = v128.splat<T>(1);
  let counts = zero;
  // unroll 4
  for (; vectors > 0; vectors--) {
    counts = v128.add<T>(counts, v128.and(v128.eq<T>(v128.sub<T>(v128.load(x), largest), zero), one));
    x += 16;
  }
  return counts;
}

/**
 * One row: `loss = log Σ exp(x) - (1 - s) x[t] - s mean(x)`, `dx = scale (softmax(x) - (1 - s) [k = t] - s / K)`.
 *
 * Everything is computed from x - max. The terms of the maximum itself, exactly 1, are counted apart: the
 * logarithm then sees the sum of the others alone, and a confident row keeps its digits. A score of minus infinity has
 * a term of 0; a NaN, a score of infinity and a row of nothing but minus infinity make everything NaN.
 */
// @ts-ignore: decorator
@inline
function row<T>(K: i32, x: usize, target: i32, dx: usize, scale: T, smoothing: T): T {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const zero = v128.splat<T>(0);
  const largest = largestOfRow<T>(K, x);

  const isNear = areNear<T>(K / width, x, largest);
  let count: f64 = 0, others: f64 = 0;
  for (let start = 0; start < K; start += blockElements) {
    const end = min(K, start + blockElements), vectors = (end - start) / width, rest = end - start - vectors * width;
    const from = x + <usize>start * size, to = dx + <usize>start * size;
    let counts = countLargest<T>(vectors, from, largest);
    let terms = exponentialsOfOthers<T>(vectors, from, largest, isNear, to);
    if (rest > 0) {
      const at = <usize>(vectors * width) * size, mask = laneMask<T>(rest);
      const shifted = v128.sub<T>(v128.load(from + at), largest), e = exp<T>(shifted);
      const isLargest = v128.and(mask, v128.eq<T>(shifted, zero));
      counts = v128.add<T>(counts, v128.and(isLargest, v128.splat<T>(1)));
      terms = v128.add<T>(terms, v128.and(v128.andnot(mask, isLargest), e));
      storeRow<T>(to + at, e, rest);
    }
    count += <f64>addLanes<T>(counts);
    others += <f64>addLanes<T>(terms);
  }

  const most: T = v128.extract_lane<T>(largest, 0);
  const diverged: T = most - most;
  const rest: T = <T>(others + (count - 1));
  const total: T = rest + <T>1;
  const factor = v128.splat<T>(scale / total + diverged);
  const share = v128.splat<T>(scale * smoothing / <T>K);
  const shiftedTarget: T = load<T>(x + <usize>target * size) - most;
  const e: T = load<T>(dx + <usize>target * size);
  const probabilityLessOne: T = shiftedTarget == <T>0 ? -rest / total : e / total - <T>1;
  let k = 0;
  for (let p = dx; k + width <= K; k += width) {
    v128.store(p, flushSubnormal<T>(v128.sub<T>(v128.mul<T>(v128.load(p), factor), share)));
    p += 16;
  }
  if (k < K) {
    const p = dx + <usize>k * size;
    storeRow<T>(p, flushSubnormal<T>(v128.sub<T>(v128.mul<T>(v128.load(p), factor), share)), K - k);
  }
  store<T>(
    dx + <usize>target * size,
    scale * (probabilityLessOne + (smoothing - smoothing / <T>K)) + diverged,
  );
  const logTotal: T = v128.extract_lane<T>(log1p<T>(v128.splat<T>(rest)), 0);
  const s = <f64>smoothing;
  const differences = weightedDifference<T>(x + <usize>target * size, most, 1 - s) +
    weightedDifferences<T>(K, x, most, s / K);
  return <T>(<f64>logTotal - differences) + diverged;
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
