// Scaled dot-product attention, forward and backward.
//
// An item is one key head of one sequence with the query heads that share it, so that no two items write to the same
// place. Queries go in blocks: their scores stay in a cache, and a causal block multiplies only the keys that it sees.

import { flushSubnormal, laneMask } from "./lanes";
import { exponentials } from "./exponentials";
import { exp } from "./math";
import { product } from "./product";
import { addLanes } from "./reduce";
import { largestLane, storeRow } from "./softmax";

/** Written by core/attention as 32-bit words in this order; strides are elements. */
@unmanaged
class AttentionPlan {
  isNative: i32;
  isCausal: i32;
  queryHeads: i32;
  keyHeads: i32;
  /** Queries and keys of a sequence. */
  queries: i32;
  keys: i32;
  width: i32;
  /** Queries of a block. */
  blockRows: i32;
  /** Of queries and outputs, keys and values: from sequence to sequence, head to head, step to step. */
  querySequence: i32;
  queryHead: i32;
  queryStep: i32;
  keySequence: i32;
  keyHead: i32;
  keyStep: i32;
  valueSequence: i32;
  valueHead: i32;
  valueStep: i32;
  outputSequence: i32;
  outputHead: i32;
  outputStep: i32;
  /** 1 where [N, S] is padding; address 0 for none. */
  mask: usize;
  /** [N, heads, T, S]. */
  probabilities: usize;
}

/** Keys that the block of queries from `first` on may see, at least one. */
// @ts-ignore: decorator
@inline
function visibleKeys(plan: AttentionPlan, first: i32, rows: i32): i32 {
  return plan.isCausal ? min(plan.keys, first + rows) : plan.keys;
}

/** Scores become probabilities: 0 from `visible` to `stored` and where there is padding; without any key, NaN. */
// @ts-ignore: decorator
@inline
function probabilitiesOfRow<T>(scale: T, visible: i32, stored: i32, mask: usize, row: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const scales = v128.splat<T>(scale), zero = v128.splat<T>(0), low = v128.splat<T>(-<T>Infinity);
  if (mask) {
    for (let s = 0; s < visible; s++) {
      if (load<i32>(mask + (<usize>s << 2))) store<T>(row + <usize>s * size, -<T>Infinity);
    }
  }
  const vectors = visible / width, whole = vectors * width;
  let largest = low, smallest = v128.splat<T>(<T>Infinity), scores = low, at = row, left = vectors;
  // A NaN may get lost here, never below; pmin and pmax are one instruction each.
  // unroll 4
  for (; left > 0; left--) {
    scores = v128.mul<T>(v128.load(at), scales);
    largest = v128.pmax<T>(largest, scores);
    smallest = v128.pmin<T>(smallest, scores);
    at += 16;
  }
  const tail = row + <usize>whole * size;
  if (whole < visible) {
    const scores = v128.mul<T>(v128.load(tail), scales);
    largest = v128.max<T>(largest, v128.bitselect(scores, low, laneMask<T>(visible - whole)));
  }
  largest = largestLane<T>(largest);
  let sum = exponentials<T>(vectors, scales, largest, smallest, row), s = whole;
  if (whole < visible) {
    const shifted = v128.sub<T>(v128.mul<T>(v128.load(tail), scales), largest);
    const e = v128.and(laneMask<T>(visible - whole), exp<T>(shifted));
    sum = v128.add<T>(sum, e);
    storeRow<T>(tail, e, stored - whole);
    s += width;
  }
  for (; s < stored; s += width) storeRow<T>(row + <usize>s * size, zero, stored - s);
  const factor = v128.splat<T>(<T>1 / addLanes<T>(sum));
  at = row;
  left = vectors;
  // unroll 4
  for (; left > 0; left--) {
    v128.store(at, flushSubnormal<T>(v128.mul<T>(v128.load(at), factor)));
    at += 16;
  }
  if (whole < visible) storeRow<T>(tail, flushSubnormal<T>(v128.mul<T>(v128.load(tail), factor)), stored - whole);
}

/** `ds = scale p (dp - Σ dp p)` for a row of `keys` probabilities; in the place of dp. */
// @ts-ignore: decorator
@inline
function scoreGradientOfRow<T>(scale: T, keys: i32, row: usize, gradient: usize): void {
  const width = <i32>(16 / sizeof<T>());
  const vectors = keys / width, rest = keys - vectors * width;
  let sum = v128.splat<T>(0), p = row, dp = gradient, left = vectors;
  // unroll 4
  for (; left > 0; left--) {
    sum = v128.add<T>(sum, v128.mul<T>(v128.load(p), v128.load(dp)));
    p += 16;
    dp += 16;
  }
  if (rest > 0) {
    sum = v128.add<T>(sum, v128.and(laneMask<T>(rest), v128.mul<T>(v128.load(p), v128.load(dp))));
  }
  const mean = v128.splat<T>(addLanes<T>(sum)), scales = v128.splat<T>(scale);
  p = row;
  dp = gradient;
  left = vectors;
  // unroll 4
  for (; left > 0; left--) {
    v128.store(dp, flushSubnormal<T>(v128.mul<T>(v128.mul<T>(v128.load(p), scales), v128.sub<T>(v128.load(dp), mean))));
    p += 16;
    dp += 16;
  }
  if (rest > 0) {
    const difference = v128.sub<T>(v128.load(dp), mean);
    storeRow<T>(dp, flushSubnormal<T>(v128.mul<T>(v128.mul<T>(v128.load(p), scales), difference)), rest);
  }
}

// @ts-ignore: decorator
@inline
function attention<T>(from: i32, to: i32, plan: AttentionPlan, scale: T, q: usize, k: usize, v: usize, out: usize, workspace: usize): void {
  const size = sizeof<T>();
  const steps = plan.queries, S = plan.keys, width = plan.width, group = plan.queryHeads / plan.keyHeads;
  for (let item = from; item < to; item++) {
    const n = item / plan.keyHeads, keyHead = item % plan.keyHeads;
    const keys = k + <usize>(n * plan.keySequence + keyHead * plan.keyHead) * size;
    const values = v + <usize>(n * plan.valueSequence + keyHead * plan.valueHead) * size;
    const mask = plan.mask ? plan.mask + (<usize>(n * S) << 2) : 0;
    for (let head = keyHead * group; head < (keyHead + 1) * group; head++) {
      const queries = q + <usize>(n * plan.querySequence + head * plan.queryHead) * size;
      const outputs = out + <usize>(n * plan.outputSequence + head * plan.outputHead) * size;
      const matrix = plan.probabilities + <usize>(n * plan.queryHeads + head) * <usize>(steps * S) * size;
      for (let first = 0; first < steps; first += plan.blockRows) {
        const rows = min(plan.blockRows, steps - first), stored = visibleKeys(plan, first, rows);
        const block = matrix + <usize>(first * S) * size;
        product<T>(
          plan.isNative, rows, stored, width, queries + <usize>(first * plan.queryStep) * size, plan.queryStep, 1,
          keys, 1, plan.keyStep, block, S, 0, workspace,
        );
        for (let row = 0; row < rows; row++) {
          const visible = plan.isCausal ? min(S, first + row + 1) : S;
          probabilitiesOfRow<T>(scale, visible, stored, mask, block + <usize>(row * S) * size);
        }
        product<T>(
          plan.isNative, rows, width, stored, block, S, 1, values, plan.valueStep, 1,
          outputs + <usize>(first * plan.outputStep) * size, plan.outputStep, 0, workspace,
        );
      }
    }
  }
}

/** Sets rows of `width` elements that lie `step` elements apart to zero. */
// @ts-ignore: decorator
@inline
function clear<T>(rows: i32, width: i32, step: i32, to: usize): void {
  for (let row = 0; row < rows; row++) {
    memory.fill(to + <usize>(row * step) * sizeof<T>(), 0, <usize>width * sizeof<T>());
  }
}

/** Gradients have the strides of what they belong to. `scratch` takes the scores' gradient of a block. */
// @ts-ignore: decorator
@inline
function attentionGradient<T>(
  from: i32, to: i32, plan: AttentionPlan, scale: T, q: usize, k: usize, v: usize, dOut: usize,
  dq: usize, dk: usize, dv: usize, scratch: usize, workspace: usize,
): void {
  const size = sizeof<T>();
  const steps = plan.queries, S = plan.keys, width = plan.width, group = plan.queryHeads / plan.keyHeads;
  for (let item = from; item < to; item++) {
    const n = item / plan.keyHeads, keyHead = item % plan.keyHeads;
    const keyOffset = <usize>(n * plan.keySequence + keyHead * plan.keyHead) * size;
    const valueOffset = <usize>(n * plan.valueSequence + keyHead * plan.valueHead) * size;
    const keys = k + keyOffset, values = v + valueOffset, dKeys = dk + keyOffset, dValues = dv + valueOffset;
    clear<T>(S, width, plan.keyStep, dKeys);
    clear<T>(S, width, plan.valueStep, dValues);
    for (let head = keyHead * group; head < (keyHead + 1) * group; head++) {
      const queryOffset = <usize>(n * plan.querySequence + head * plan.queryHead) * size;
      const outputs = dOut + <usize>(n * plan.outputSequence + head * plan.outputHead) * size;
      const matrix = plan.probabilities + <usize>(n * plan.queryHeads + head) * <usize>(steps * S) * size;
      for (let first = 0; first < steps; first += plan.blockRows) {
        const rows = min(plan.blockRows, steps - first), stored = visibleKeys(plan, first, rows);
        const block = matrix + <usize>(first * S) * size;
        const queries = q + queryOffset + <usize>(first * plan.queryStep) * size;
        const dQueries = dq + queryOffset + <usize>(first * plan.queryStep) * size;
        const dOutputs = outputs + <usize>(first * plan.outputStep) * size;
        product<T>(
          plan.isNative, rows, stored, width, dOutputs, plan.outputStep, 1, values, 1, plan.valueStep, scratch, S, 0,
          workspace,
        );
        product<T>(
          plan.isNative, stored, width, rows, block, 1, S, dOutputs, plan.outputStep, 1, dValues, plan.valueStep, 1,
          workspace,
        );
        for (let row = 0; row < rows; row++) {
          const offset = <usize>(row * S) * size;
          scoreGradientOfRow<T>(scale, stored, block + offset, scratch + offset);
        }
        product<T>(
          plan.isNative, rows, width, stored, scratch, S, 1, keys, plan.keyStep, 1, dQueries, plan.queryStep, 0,
          workspace,
        );
        product<T>(
          plan.isNative, stored, width, rows, scratch, 1, S, queries, plan.queryStep, 1, dKeys, plan.keyStep, 1,
          workspace,
        );
      }
    }
  }
}

export function attention_f32(
  from: i32, to: i32, plan: usize, scale: f32, q: usize, k: usize, v: usize, out: usize, workspace: usize,
): void {
  attention<f32>(from, to, changetype<AttentionPlan>(plan), scale, q, k, v, out, workspace);
}

export function attention_f64(
  from: i32, to: i32, plan: usize, scale: f64, q: usize, k: usize, v: usize, out: usize, workspace: usize,
): void {
  attention<f64>(from, to, changetype<AttentionPlan>(plan), scale, q, k, v, out, workspace);
}

export function attentionGradient_f32(
  from: i32, to: i32, plan: usize, scale: f32, q: usize, k: usize, v: usize, dOut: usize,
  dq: usize, dk: usize, dv: usize, scratch: usize, workspace: usize,
): void {
  attentionGradient<f32>(
    from, to, changetype<AttentionPlan>(plan), scale, q, k, v, dOut, dq, dk, dv, scratch, workspace,
  );
}

export function attentionGradient_f64(
  from: i32, to: i32, plan: usize, scale: f64, q: usize, k: usize, v: usize, dOut: usize,
  dq: usize, dk: usize, dv: usize, scratch: usize, workspace: usize,
): void {
  attentionGradient<f64>(
    from, to, changetype<AttentionPlan>(plan), scale, q, k, v, dOut, dq, dk, dv, scratch, workspace,
  );
}
