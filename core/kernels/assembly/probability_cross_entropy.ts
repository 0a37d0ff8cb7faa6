// Cross-entropy of scores with target probabilities: the loss of each row and its gradient.

import { flushSubnormal, laneMask } from "./lanes";
import { exp, log1p } from "./math";
import { addLanes } from "./reduce";
import { largestLane, storeRow } from "./softmax";

/** Two sums in f64, more by the lanes of a vector. */
// @ts-ignore: decorator
@inline
export function addWide<T>(sums: v128, value: v128): v128 {
  if (sizeof<T>() == 8) return f64x2.add(sums, value);
  const high = i32x4.shuffle(value, value, 2, 3, 2, 3);
  return f64x2.add(f64x2.add(sums, f64x2.promote_low_f32x4(value)), f64x2.promote_low_f32x4(high));
}

/**
 * One row: `loss = Q log Σ exp(x) - Σ q x`, `dx = scale (Q softmax(x) - q)` with Q = Σ q.
 *
 * Everything is computed from x - max. The terms of the maximum itself, exactly 1, are counted apart: a confident row
 * keeps its digits, in the loss and in the gradient of the maximum, `Q - q - Q (1 - p)`.
 */
// @ts-ignore: decorator
@inline
function row<T>(K: i32, x: usize, q: usize, dx: usize, scale: f64): f64 {
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

  let counts = f64x2.splat(0), others = counts, targets = counts, terms = counts;
  for (let k = 0; k < K; k += width) {
    const mask = laneMask<T>(K - k);
    const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
    const target = v128.and(mask, v128.load(q + <usize>k * size));
    const isLargest = v128.and(mask, v128.eq<T>(shifted, zero));
    const e = exp<T>(shifted);
    counts = addWide<T>(counts, v128.and(isLargest, one));
    others = addWide<T>(others, v128.and(v128.andnot(mask, isLargest), e));
    targets = addWide<T>(targets, target);
    // A class without target may have a score of minus infinity.
    const term = v128.andnot(v128.mul<T>(target, shifted), v128.eq<T>(target, zero));
    terms = addWide<T>(terms, v128.and(mask, term));
    storeRow<T>(dx + <usize>k * size, e, K - k);
  }
  const rest = addLanes<f64>(others) + (addLanes<f64>(counts) - 1);
  const total = rest + 1;
  const Q = addLanes<f64>(targets);
  const loss = Q * f64x2.extract_lane(log1p<f64>(f64x2.splat(rest)), 0) - addLanes<f64>(terms);

  const factor = v128.splat<T>(<T>(scale * Q / total));
  const share = v128.splat<T>(<T>scale), sum = v128.splat<T>(<T>Q);
  const lost = v128.splat<T>(<T>(scale * Q * rest / total));
  for (let k = 0; k < K; k += width) {
    const shifted = v128.sub<T>(v128.load(x + <usize>k * size), largest);
    const target = v128.load(q + <usize>k * size), p = dx + <usize>k * size;
    const usual = v128.sub<T>(v128.mul<T>(v128.load(p), factor), v128.mul<T>(share, target));
    const ofLargest = v128.sub<T>(v128.mul<T>(share, v128.sub<T>(sum, target)), lost);
    storeRow<T>(p, flushSubnormal<T>(v128.bitselect(ofLargest, usual, v128.eq<T>(shifted, zero))), K - k);
  }
  return loss;
}

export function probabilityCrossEntropy_f32(
  from: i32, to: i32, K: i32, x: usize, q: usize, loss: usize, dx: usize, scale: f64,
): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 4;
    store<f32>(loss + <usize>n * 4, <f32>row<f32>(K, x + offset, q + offset, dx + offset, scale));
  }
}

export function probabilityCrossEntropy_f64(
  from: i32, to: i32, K: i32, x: usize, q: usize, loss: usize, dx: usize, scale: f64,
): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 8;
    store<f64>(loss + <usize>n * 8, row<f64>(K, x + offset, q + offset, dx + offset, scale));
  }
}
