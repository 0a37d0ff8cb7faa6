// Means and deviations of a tensor [N, C, S] over the batch or in groups of channels, and what it is by them.
//
// Sums run in f64, over the batch with places those of short blocks in the element type, in blocks and pairs, and in an
// order that depends on the extents alone.

import { deviationSums, scaleRun } from "./batch_runs";
import {
  addPairs, channelOffset, channelScale, clearPairs, nextLevel, NormalizationPlan, pairOf, runExamples, runWidth, setOffset,
  storePairOf,
} from "./normalization_plan";
import { normalizeRun, squaresOfRun, sumOfRun } from "./normalization_runs";
import { firstPart } from "./pairs";
import { lowPair } from "./quads";

/** Rows that are added in order before sums are added in pairs. */
const blockRows: i32 = 64;

/** Sums (or sums of squared deviations from a mean) of two neighbouring columns of a matrix [N, C]. */
function pairSums<T>(N: i32, C: i32, x: usize, mean: v128, squared: bool): v128 {
  const stride = <usize>C * sizeof<T>();
  if (N > blockRows) {
    const first = firstPart(N, blockRows);
    const sums = pairSums<T>(first, C, x, mean, squared);
    return f64x2.add(sums, pairSums<T>(N - first, C, x + <usize>first * stride, mean, squared));
  }
  let total = f64x2.splat(0);
  for (; N > 0; N--) {
    const deviation = f64x2.sub(lowPair<T>(x), mean);
    total = f64x2.add(total, squared ? f64x2.mul(deviation, deviation) : deviation);
    x += stride;
  }
  return total;
}

/**
 * The pairs `Σ d`, `Σ d²` of the deviations of the channels `from` to `to` from their means as they are, over N
 * examples from x on. Some examples after the other, so that memory is read almost in its order.
 */
function deviationsOfExamples<T>(plan: NormalizationPlan, from: i32, to: i32, N: i32, x: usize, sums: usize): void {
  const run = <usize>plan.S * sizeof<T>(), example = <usize>plan.C * run;
  if (N > blockRows) {
    const first = firstPart(N, blockRows), rest = nextLevel(plan, sums);
    deviationsOfExamples<T>(plan, from, to, first, x, sums);
    deviationsOfExamples<T>(plan, from, to, N - first, x + <usize>first * example, rest);
    addPairs(from, to, sums, rest);
    return;
  }
  clearPairs(from, to, sums);
  const S = plan.S, together = runExamples<T>(plan);
  for (let n = 0; n < N; n += together) {
    const count = min(together, N - n);
    for (let c = from; c < to; c++) {
      const center = <T>load<f64>(plan.means + (<usize>c << 3));
      let at = x + <usize>c * run, pair = pairOf(c, sums);
      for (let i = 0; i < count; i++) {
        pair = f64x2.add(pair, deviationSums<T>(S, at, center));
        at += example;
      }
      storePairOf(c, sums, pair);
    }
    x += <usize>together * example;
  }
}

function storeStatistics(plan: NormalizationPlan, set: i32, mean: f64, variance: f64, epsilon: f64): void {
  const at = <usize>set << 3;
  store<f64>(plan.means + at, mean);
  store<f64>(plan.variances + at, variance);
  store<f64>(plan.inverses + at, 1 / sqrt(variance + epsilon));
}

// @ts-ignore: decorator
@inline
function groupStatistics<T>(plan: NormalizationPlan, from: i32, to: i32, epsilon: f64, x: usize): void {
  const count = plan.C / plan.groups * plan.S;
  for (let set = from; set < to; set++) {
    const run = x + <usize>(set * count) * sizeof<T>();
    const mean = sumOfRun<T>(count, run) / count;
    storeStatistics(plan, set, mean, squaresOfRun<T>(count, run, mean) / count, epsilon);
  }
}

// @ts-ignore: decorator
@inline
function columnStatistics<T>(plan: NormalizationPlan, from: i32, to: i32, N: i32, epsilon: f64, x: usize): void {
  const count = f64x2.splat(N);
  for (let c = from; c < to; c += 2) {
    const columns = x + <usize>c * sizeof<T>();
    const mean = f64x2.div(pairSums<T>(N, plan.C, columns, f64x2.splat(0), false), count);
    const variance = f64x2.div(pairSums<T>(N, plan.C, columns, mean, true), count);
    storeStatistics(plan, c, f64x2.extract_lane(mean, 0), f64x2.extract_lane(variance, 0), epsilon);
    if (c + 1 == to) break;
    storeStatistics(plan, c + 1, f64x2.extract_lane(mean, 1), f64x2.extract_lane(variance, 1), epsilon);
  }
}

// @ts-ignore: decorator
@inline
function channelStatistics<T>(plan: NormalizationPlan, from: i32, to: i32, N: i32, epsilon: f64, x: usize): void {
  const S = plan.S;
  const count = <f64>N * S;
  for (let c = from; c < to; c++) {
    // The mean of the first example is near that of the batch, so that little is subtracted from the squares.
    const center = <T>(sumOfRun<T>(S, x + <usize>(c * S) * sizeof<T>()) / S);
    store<f64>(plan.means + (<usize>c << 3), <f64>center);
  }
  deviationsOfExamples<T>(plan, from, to, N, x, plan.sums);
  for (let c = from; c < to; c++) {
    const sums = v128.load(plan.sums + (<usize>c << 4));
    const shift = f64x2.extract_lane(sums, 0) / count;
    const variance = max<f64>(f64x2.extract_lane(sums, 1) / count - shift * shift, 0);
    storeStatistics(plan, c, load<f64>(plan.means + (<usize>c << 3)) + shift, variance, epsilon);
  }
}

/** Mean, variance (divisor: the number of elements) and `1 / √(variance + ε)` of the sets `from` to `to`. */
// @ts-ignore: decorator
@inline
function normalizationStatistics<T>(
  from: i32, to: i32, plan: NormalizationPlan, N: i32, epsilon: f64, x: usize,
): void {
  if (plan.groups > 0) groupStatistics<T>(plan, from, to, epsilon, x);
  else if (plan.S == 1) columnStatistics<T>(plan, from, to, N, epsilon, x);
  else channelStatistics<T>(plan, from, to, N, epsilon, x);
}

/** The examples `from` to `to`, normalized, times gain, plus bias, rectified when asked. */
/** The examples `from` to `to` of channels that have places, over the batch. */
// @ts-ignore: decorator
@inline
function normalizeChannels<T>(
  from: i32, to: i32, plan: NormalizationPlan, x: usize, gain: usize, bias: usize, floor: T, y: usize,
): void {
  const C = plan.C, S = plan.S, together = runExamples<T>(plan);
  const run = <usize>S * sizeof<T>(), example = <usize>C * run;
  for (let n = from; n < to; n += together) {
    const count = min(together, to - n);
    for (let c = 0; c < C; c++) {
      const center = <T>load<f64>(plan.means + (<usize>c << 3));
      const factor = <T>channelScale<T>(plan, c, gain), summand = <T>channelOffset<T>(plan, c, gain, bias);
      let at = <usize>n * example + <usize>c * run;
      for (let i = 0; i < count; i++) {
        scaleRun<T>(S, x + at, center, factor, summand, floor, y + at);
        at += example;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function normalize<T>(
  from: i32, to: i32, plan: NormalizationPlan, x: usize, gain: usize, bias: usize, relu: i32, y: usize,
): void {
  const size = sizeof<T>();
  const S = plan.S, width = S == 1 ? runWidth(plan) : 1;
  if (plan.groups == 0 && S > 1) {
    normalizeChannels<T>(from, to, plan, x, gain, bias, relu ? 0 : <T>-Infinity, y);
    return;
  }
  for (let n = from; n < to; n++) {
    for (let c = 0; c < plan.C; c += width) {
      const at = <usize>((n * plan.C + c) * S) * size;
      const g = gain + <usize>c * size, b = bias + <usize>c * size;
      const set = setOffset(plan, n, c);
      const mean = plan.means + set, inverse = plan.inverses + set;
      if (plan.groups == 0) normalizeRun<T>(true, true, width, x + at, mean, inverse, g, b, relu, y + at);
      else if (S > 1) normalizeRun<T>(false, false, S, x + at, mean, inverse, g, b, relu, y + at);
      else normalizeRun<T>(false, true, width, x + at, mean, inverse, g, b, relu, y + at);
    }
  }
}

export function normalizationStatistics_f32(from: i32, to: i32, plan: usize, N: i32, epsilon: f64, x: usize): void {
  normalizationStatistics<f32>(from, to, changetype<NormalizationPlan>(plan), N, epsilon, x);
}

export function normalizationStatistics_f64(from: i32, to: i32, plan: usize, N: i32, epsilon: f64, x: usize): void {
  normalizationStatistics<f64>(from, to, changetype<NormalizationPlan>(plan), N, epsilon, x);
}

export function normalize_f32(
  from: i32, to: i32, plan: usize, x: usize, gain: usize, bias: usize, relu: i32, y: usize,
): void {
  normalize<f32>(from, to, changetype<NormalizationPlan>(plan), x, gain, bias, relu, y);
}

export function normalize_f64(
  from: i32, to: i32, plan: usize, x: usize, gain: usize, bias: usize, relu: i32, y: usize,
): void {
  normalize<f64>(from, to, changetype<NormalizationPlan>(plan), x, gain, bias, relu, y);
}
