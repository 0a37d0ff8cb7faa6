// Gradients of a normalization. Sums run in f64, over the batch with places those of short blocks in the element type,
// in blocks and pairs, and in an order that depends on the extents alone.
//
// `gate` is 0, or the output of the relu behind which dy lies.

import { centeredGradientRun, centeredGradientSums } from "./batch_runs";
import {
  addPairs, channelOffset, channelScale, clearPairs, nextLevel, NormalizationPlan, pairOf, runExamples, runWidth, setOffset,
  storePairOf,
} from "./normalization_plan";
import { gradientRun, gradientSumsOfRun, lowGated } from "./normalization_runs";
import { firstPart } from "./pairs";
import { highPair, lowPair } from "./quads";

/** Examples that are added in order before sums are added in pairs. */
const blockExamples: i32 = 64;

/** `Σ dy x̂` of two neighbouring columns, as `addColumnGradients` leaves them. Globals are each thread's own. */
let products: v128 = f64x2.splat(0);

/**
 * `Σ dy` of the columns c and c + 1 of a matrix [N, C]; `first` and `second` are the offsets of their sets, which are
 * `step` bytes further on from example to example.
 */
function addColumnGradients<T>(
  plan: NormalizationPlan, N: i32, x: usize, dy: usize, gate: usize, first: usize, second: usize, step: usize,
): v128 {
  const stride = <usize>plan.C * sizeof<T>();
  if (N > blockExamples) {
    const half = firstPart(N, blockExamples), offset = <usize>half * stride, moved = <usize>half * step;
    const sum = addColumnGradients<T>(plan, half, x, dy, gate, first, second, step);
    const product = products;
    const rest = addColumnGradients<T>(
      plan, N - half, x + offset, dy + offset, gate ? gate + offset : 0, first + moved, second + moved, step,
    );
    products = f64x2.add(product, products);
    return f64x2.add(sum, rest);
  }
  let sum = f64x2.splat(0), product = sum;
  for (; N > 0; N--) {
    const gradient = lowGated<T>(dy, gate, 0);
    const mean = f64x2(load<f64>(plan.means + first), load<f64>(plan.means + second));
    const inverse = f64x2(load<f64>(plan.inverses + first), load<f64>(plan.inverses + second));
    const normal = f64x2.mul(f64x2.sub(lowPair<T>(x), mean), inverse);
    sum = f64x2.add(sum, gradient);
    product = f64x2.add(product, f64x2.mul(gradient, normal));
    x += stride;
    dy += stride;
    if (gate) gate += stride;
    first += step;
    second += step;
  }
  products = product;
  return sum;
}

/** `Σ dy` and `Σ dy x̂` of eight neighbouring columns, as `addEightColumns` leaves them. */
let sum0: v128 = f64x2.splat(0);
let sum1: v128 = f64x2.splat(0);
let sum2: v128 = f64x2.splat(0);
let sum3: v128 = f64x2.splat(0);
let product0: v128 = f64x2.splat(0);
let product1: v128 = f64x2.splat(0);
let product2: v128 = f64x2.splat(0);
let product3: v128 = f64x2.splat(0);

/**
 * The sums of `addColumnGradients` for eight columns of a matrix [N, C] that share a set, at `set` for the first example:
 * each line of a cache is read once or twice, not four times.
 */
function addEightColumns<T>(
  plan: NormalizationPlan, N: i32, x: usize, dy: usize, gate: usize, set: usize, step: usize,
): void {
  const stride = <usize>plan.C * sizeof<T>();
  if (N > blockExamples) {
    const half = firstPart(N, blockExamples), offset = <usize>half * stride;
    addEightColumns<T>(plan, half, x, dy, gate, set, step);
    const s0 = sum0, s1 = sum1, s2 = sum2, s3 = sum3;
    const p0 = product0, p1 = product1, p2 = product2, p3 = product3;
    addEightColumns<T>(
      plan, N - half, x + offset, dy + offset, gate ? gate + offset : 0, set + <usize>half * step, step,
    );
    sum0 = f64x2.add(s0, sum0);
    sum1 = f64x2.add(s1, sum1);
    sum2 = f64x2.add(s2, sum2);
    sum3 = f64x2.add(s3, sum3);
    product0 = f64x2.add(p0, product0);
    product1 = f64x2.add(p1, product1);
    product2 = f64x2.add(p2, product2);
    product3 = f64x2.add(p3, product3);
    return;
  }
  const size = sizeof<T>();
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, p0 = s0, p1 = s0, p2 = s0, p3 = s0;
  let means = plan.means + set, inverses = plan.inverses + set;
  for (; N > 0; N--) {
    const mean = v128.load64_splat(means), inverse = v128.load64_splat(inverses);
    let dy0 = lowPair<T>(dy), dy1 = highPair<T>(dy), dy2 = lowPair<T>(dy + 4 * size), dy3 = highPair<T>(dy + 4 * size);
    if (gate) {
      dy0 = lowGated<T>(dy, gate, 0);
      dy1 = lowGated<T>(dy + 2 * size, gate, 2 * size);
      dy2 = lowGated<T>(dy + 4 * size, gate, 4 * size);
      dy3 = lowGated<T>(dy + 6 * size, gate, 6 * size);
      gate += stride;
    }
    s0 = f64x2.add(s0, dy0);
    s1 = f64x2.add(s1, dy1);
    s2 = f64x2.add(s2, dy2);
    s3 = f64x2.add(s3, dy3);
    p0 = f64x2.add(p0, f64x2.mul(dy0, f64x2.mul(f64x2.sub(lowPair<T>(x), mean), inverse)));
    p1 = f64x2.add(p1, f64x2.mul(dy1, f64x2.mul(f64x2.sub(highPair<T>(x), mean), inverse)));
    p2 = f64x2.add(p2, f64x2.mul(dy2, f64x2.mul(f64x2.sub(lowPair<T>(x + 4 * size), mean), inverse)));
    p3 = f64x2.add(p3, f64x2.mul(dy3, f64x2.mul(f64x2.sub(highPair<T>(x + 4 * size), mean), inverse)));
    x += stride;
    dy += stride;
    means += step;
    inverses += step;
  }
  sum0 = s0;
  sum1 = s1;
  sum2 = s2;
  sum3 = s3;
  product0 = p0;
  product1 = p1;
  product2 = p2;
  product3 = p3;
}

/** The pair `Σ dy`, `Σ dy x̂` of channel c over the examples `n` to `end`, in groups. */
function addExampleGradients<T>(
  plan: NormalizationPlan, n: i32, end: i32, c: i32, x: usize, dy: usize, gate: usize,
): v128 {
  if (end - n > blockExamples) {
    const middle = n + firstPart(end - n, blockExamples);
    const sums = addExampleGradients<T>(plan, n, middle, c, x, dy, gate);
    return f64x2.add(sums, addExampleGradients<T>(plan, middle, end, c, x, dy, gate));
  }
  let sums = f64x2.splat(0);
  for (; n < end; n++) {
    const at = <usize>((n * plan.C + c) * plan.S) * sizeof<T>();
    const set = setOffset(plan, n, c);
    sums = f64x2.add(sums, gradientSumsOfRun<T>(
      plan.S, x + at, dy + at, gate ? gate + at : 0, 0, plan.means + set, plan.inverses + set,
    ));
  }
  return sums;
}

/**
 * The pairs `Σ dy`, `Σ dy (x - center) inverse` of the channels `from` to `to` over N examples from x and dy on, where
 * asked behind the relu of what x was normalized to. Some examples after the other, so that memory is read almost in its
 * order.
 */
function addChannelGradients<T>(
  plan: NormalizationPlan, from: i32, to: i32, N: i32, x: usize, dy: usize, relu: i32, gain: usize, bias: usize,
  sums: usize,
): void {
  const run = <usize>plan.S * sizeof<T>(), example = <usize>plan.C * run;
  if (N > blockExamples) {
    const first = firstPart(N, blockExamples), bytes = <usize>first * example, rest = nextLevel(plan, sums);
    addChannelGradients<T>(plan, from, to, first, x, dy, relu, gain, bias, sums);
    addChannelGradients<T>(plan, from, to, N - first, x + bytes, dy + bytes, relu, gain, bias, rest);
    addPairs(from, to, sums, rest);
    return;
  }
  clearPairs(from, to, sums);
  const S = plan.S, together = runExamples<T>(plan);
  for (let n = 0; n < N; n += together) {
    const count = min(together, N - n);
    for (let c = from; c < to; c++) {
      const set = <usize>c << 3;
      const center = <T>load<f64>(plan.means + set), inverse = <T>load<f64>(plan.inverses + set);
      const scale = <T>channelScale<T>(plan, c, gain), offset = <T>channelOffset<T>(plan, c, gain, bias);
      let at = <usize>n * example + <usize>c * run, pair = pairOf(c, sums);
      for (let i = 0; i < count; i++) {
        pair = f64x2.add(pair, centeredGradientSums<T>(S, x + at, dy + at, center, inverse, relu, scale, offset));
        at += example;
      }
      storePairOf(c, sums, pair);
    }
  }
}

/** Stores the gradients of channel c, and over the batch the means of its set, which are those but for a factor. */
// @ts-ignore: decorator
@inline
function storeGradients<T>(
  plan: NormalizationPlan, c: i32, sum: f64, product: f64, factor: f64,
  gain: usize, gainGradient: usize, biasGradient: usize,
): void {
  const at = <usize>c * sizeof<T>();
  store<T>(biasGradient + at, <T>sum);
  store<T>(gainGradient + at, <T>product);
  if (plan.groups > 0) return;
  const scale = factor * <f64>load<T>(gain + at);
  // A sum that is NaN stays so when constant statistics make the factor 0.
  store<f64>(plan.firstMeans + (<usize>c << 3), factor == 0 ? 0 : scale * sum);
  store<f64>(plan.secondMeans + (<usize>c << 3), factor == 0 ? 0 : scale * product);
}

/** The same for the channels c and c + 1. */
// @ts-ignore: decorator
@inline
function storePair<T>(
  plan: NormalizationPlan, c: i32, sum: v128, product: v128, factor: f64,
  gain: usize, gainGradient: usize, biasGradient: usize,
): void {
  const sum0 = f64x2.extract_lane(sum, 0), product0 = f64x2.extract_lane(product, 0);
  storeGradients<T>(plan, c, sum0, product0, factor, gain, gainGradient, biasGradient);
  const sum1 = f64x2.extract_lane(sum, 1), product1 = f64x2.extract_lane(product, 1);
  storeGradients<T>(plan, c + 1, sum1, product1, factor, gain, gainGradient, biasGradient);
}

/**
 * Gradients `Σ dy` of the bias and `Σ dy x̂` of the gain, channels `from` to `to`. Over the batch also the means that
 * the gradient of x needs: `factor` is 1 / (N S), or 0 when the statistics are constants.
 */
// @ts-ignore: decorator
@inline
function normalizationGradients<T>(
  from: i32, to: i32, plan: NormalizationPlan, N: i32, factor: f64,
  x: usize, dy: usize, gate: usize, gain: usize, bias: usize, gainGradient: usize, biasGradient: usize,
): void {
  const size = sizeof<T>();
  const C = plan.C;
  if (plan.S == 1) {
    // From example to example: the same set over the batch, that of the same group otherwise.
    const step = <usize>plan.groups << 3;
    let c = from;
    // One group: all columns share a set.
    for (; plan.groups == 1 && c + 8 <= to; c += 8) {
      const at = <usize>c * size;
      addEightColumns<T>(plan, N, x + at, dy + at, gate ? gate + at : 0, 0, step);
      storePair<T>(plan, c, sum0, product0, factor, gain, gainGradient, biasGradient);
      storePair<T>(plan, c + 2, sum1, product1, factor, gain, gainGradient, biasGradient);
      storePair<T>(plan, c + 4, sum2, product2, factor, gain, gainGradient, biasGradient);
      storePair<T>(plan, c + 6, sum3, product3, factor, gain, gainGradient, biasGradient);
    }
    for (; c < to; c += 2) {
      const first = setOffset(plan, 0, c), second = setOffset(plan, 0, min(c + 1, C - 1));
      const at = <usize>c * size;
      const sum = addColumnGradients<T>(
        plan, N, x + at, dy + at, gate ? gate + at : 0, first, second, step,
      );
      if (c + 1 == to) {
        const sum0 = f64x2.extract_lane(sum, 0), product0 = f64x2.extract_lane(products, 0);
        storeGradients<T>(plan, c, sum0, product0, factor, gain, gainGradient, biasGradient);
        break;
      }
      storePair<T>(plan, c, sum, products, factor, gain, gainGradient, biasGradient);
    }
    return;
  }
  if (plan.groups == 0) addChannelGradients<T>(plan, from, to, N, x, dy, gate ? 1 : 0, gain, bias, plan.sums);
  for (let c = from; c < to; c++) {
    let sums: v128, shift: f64 = 0;
    if (plan.groups > 0) {
      sums = addExampleGradients<T>(plan, 0, N, c, x, dy, gate);
    } else {
      sums = v128.load(plan.sums + (<usize>c << 4));
      const mean = load<f64>(plan.means + (<usize>c << 3)), inverse = load<f64>(plan.inverses + (<usize>c << 3));
      shift = (mean - <f64>(<T>mean)) * inverse;
    }
    const sum = f64x2.extract_lane(sums, 0), product = f64x2.extract_lane(sums, 1) - shift * sum;
    storeGradients<T>(plan, c, sum, product, factor, gain, gainGradient, biasGradient);
  }
}

/** Means of `g dy` and `g dy x̂` over the group that starts at channel c of example n. */
// @ts-ignore: decorator
@inline
function storeGroupMeans<T>(
  plan: NormalizationPlan, n: i32, c: i32, x: usize, dy: usize, gate: usize, gain: usize,
): void {
  const size = sizeof<T>();
  const S = plan.S, width = runWidth(plan);
  const at = <usize>((n * plan.C + c) * S) * size;
  const set = setOffset(plan, n, c);
  const mean = plan.means + set, inverse = plan.inverses + set;
  let sums = f64x2.splat(0);
  if (S == 1) {
    sums = gradientSumsOfRun<T>(
      width, x + at, dy + at, gate ? gate + at : 0, gain + <usize>c * size, mean, inverse,
    );
  } else {
    for (let i = 0; i < width; i++) {
      const run = at + <usize>(i * S) * size;
      const factor = f64x2.splat(<f64>load<T>(gain + <usize>(c + i) * size));
      const ofRun = gradientSumsOfRun<T>(S, x + run, dy + run, gate ? gate + run : 0, 0, mean, inverse);
      sums = f64x2.add(sums, f64x2.mul(factor, ofRun));
    }
  }
  const count = <f64>width * S;
  store<f64>(plan.firstMeans + set, f64x2.extract_lane(sums, 0) / count);
  store<f64>(plan.secondMeans + set, f64x2.extract_lane(sums, 1) / count);
}

/** Gradient of channel c of `count` examples over the batch, the first of which is at x, dy and dx. */
// @ts-ignore: decorator
@inline
function channelInputGradient<T>(
  plan: NormalizationPlan, c: i32, count: i32, x: usize, dy: usize, relu: i32, gain: usize, bias: usize, dx: usize,
): void {
  const S = plan.S, example = <usize>(plan.C * S) * sizeof<T>();
  const at = <usize>c << 3;
  const mean = load<f64>(plan.means + at), inverse = load<f64>(plan.inverses + at);
  const center = <T>mean;
  const slope = load<f64>(plan.secondMeans + at) * inverse * inverse;
  const constant = load<f64>(plan.firstMeans + at) * inverse - slope * (mean - <f64>center);
  const scale = <T>channelScale<T>(plan, c, gain), offset = <T>channelOffset<T>(plan, c, gain, bias);
  for (let i = 0; i < count; i++) {
    // The factor of dy is that of x.
    centeredGradientRun<T>(S, x, dy, center, scale, <T>slope, <T>constant, relu, scale, offset, dx);
    x += example;
    dy += example;
    dx += example;
  }
}

/** Gradient of x, examples `from` to `to`; over the batch after `normalizationGradients` has set the means. */
// @ts-ignore: decorator
@inline
function normalizationInputGradient<T>(
  from: i32, to: i32, plan: NormalizationPlan, x: usize, dy: usize, gate: usize, gain: usize, bias: usize, dx: usize,
): void {
  const size = sizeof<T>();
  const C = plan.C, S = plan.S, width = S == 1 ? runWidth(plan) : 1;
  if (plan.groups == 0 && S > 1) {
    const together = runExamples<T>(plan);
    for (let n = from; n < to; n += together) {
      const count = min(together, to - n);
      for (let c = 0; c < C; c++) {
        const at = <usize>((n * C + c) * S) * size;
        channelInputGradient<T>(plan, c, count, x + at, dy + at, gate ? 1 : 0, gain, bias, dx + at);
      }
    }
    return;
  }
  for (let n = from; n < to; n++) {
    if (plan.groups > 0) {
      for (let c = 0; c < C; c += C / plan.groups) storeGroupMeans<T>(plan, n, c, x, dy, gate, gain);
    }
    for (let c = 0; c < C; c += width) {
      const at = <usize>((n * C + c) * S) * size;
      const g = gain + <usize>c * size;
      const set = setOffset(plan, n, c);
      const mean = plan.means + set, inverse = plan.inverses + set;
      const first = plan.firstMeans + set, second = plan.secondMeans + set;
      const gateAt = gate ? gate + at : 0;
      if (plan.groups == 0) {
        gradientRun<T>(true, true, width, x + at, dy + at, gateAt, mean, inverse, g, first, second, dx + at);
      } else if (S > 1) {
        gradientRun<T>(false, false, S, x + at, dy + at, gateAt, mean, inverse, g, first, second, dx + at);
      } else {
        gradientRun<T>(false, true, width, x + at, dy + at, gateAt, mean, inverse, g, first, second, dx + at);
      }
    }
  }
}

export function normalizationGradients_f32(
  from: i32, to: i32, plan: usize, N: i32, factor: f64,
  x: usize, dy: usize, gate: usize, gain: usize, bias: usize, gainGradient: usize, biasGradient: usize,
): void {
  const planned = changetype<NormalizationPlan>(plan);
  normalizationGradients<f32>(from, to, planned, N, factor, x, dy, gate, gain, bias, gainGradient, biasGradient);
}

export function normalizationGradients_f64(
  from: i32, to: i32, plan: usize, N: i32, factor: f64,
  x: usize, dy: usize, gate: usize, gain: usize, bias: usize, gainGradient: usize, biasGradient: usize,
): void {
  const planned = changetype<NormalizationPlan>(plan);
  normalizationGradients<f64>(from, to, planned, N, factor, x, dy, gate, gain, bias, gainGradient, biasGradient);
}

export function normalizationInputGradient_f32(
  from: i32, to: i32, plan: usize, x: usize, dy: usize, gate: usize, gain: usize, bias: usize, dx: usize,
): void {
  normalizationInputGradient<f32>(from, to, changetype<NormalizationPlan>(plan), x, dy, gate, gain, bias, dx);
}

export function normalizationInputGradient_f64(
  from: i32, to: i32, plan: usize, x: usize, dy: usize, gate: usize, gain: usize, bias: usize, dx: usize,
): void {
  normalizationInputGradient<f64>(from, to, changetype<NormalizationPlan>(plan), x, dy, gate, gain, bias, dx);
}
