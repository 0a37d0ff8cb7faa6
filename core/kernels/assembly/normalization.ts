// Normalisation of a tensor [N, C, S] over the batch (one mean and deviation for each channel) or over groups
// of channels (one for each example and group), and its gradients.
//
// Set number k holds the elements that share a mean: of channel c of example n it is c over the batch and
// n * groups + c / (C / groups) in groups; `groups` is 0 over the batch. Sums run in an order that depends on
// the extents alone.

import { gradientRun, gradientSumsOfRun, normalizeRun, squaresOfRun, sumOfRun } from "./normalization_runs";

// @ts-ignore: decorator
@inline
function setOf(n: i32, c: i32, C: i32, groups: i32): i32 {
  return groups == 0 ? c : n * groups + c / (C / groups);
}

/** Two neighbouring elements as f64. */
// @ts-ignore: decorator
@inline
function pair<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(at)) : v128.load(at);
}

/** Sum (or with a mean the squared deviations) of two neighbouring columns of a matrix [N, C]. */
// @ts-ignore: decorator
@inline
function pairSums<T>(N: i32, C: i32, x: usize, mean: v128, squared: bool): v128 {
  let total = f64x2.splat(0);
  for (let n = 0; n < N; n++) {
    const deviation = f64x2.sub(pair<T>(x), mean);
    total = f64x2.add(total, squared ? f64x2.mul(deviation, deviation) : deviation);
    x += <usize>C * sizeof<T>();
  }
  return total;
}

// @ts-ignore: decorator
@inline
function storeStatistics<T>(
  k: i32, mean: f64, variance: f64, epsilon: f64, means: usize, variances: usize, inverses: usize,
): void {
  const at = <usize>k * sizeof<T>();
  store<T>(means + at, <T>mean);
  store<T>(variances + at, <T>variance);
  store<T>(inverses + at, <T>(1 / sqrt(variance + epsilon)));
}

/** Mean, variance (divisor: the number of elements) and `1 / √(variance + ε)` of the sets `from` to `to`. */
// @ts-ignore: decorator
@inline
function normalizationStatistics<T>(
  from: i32, to: i32, N: i32, C: i32, S: i32, groups: i32, epsilon: f64,
  x: usize, means: usize, variances: usize, inverses: usize,
): void {
  const size = sizeof<T>();
  if (groups > 0) {
    const count = C / groups * S;
    for (let k = from; k < to; k++) {
      const run = x + <usize>(k * count) * size;
      const mean = sumOfRun<T>(count, run) / count;
      const variance = squaresOfRun<T>(count, run, <T>mean) / count;
      storeStatistics<T>(k, mean, variance, epsilon, means, variances, inverses);
    }
    return;
  }
  const count = <f64>N * S;
  if (S == 1) {
    for (let c = from; c < to; c += 2) {
      const columns = x + <usize>c * size;
      const mean = f64x2.div(pairSums<T>(N, C, columns, f64x2.splat(0), false), f64x2.splat(count));
      const variance = f64x2.div(pairSums<T>(N, C, columns, mean, true), f64x2.splat(count));
      const mean0 = f64x2.extract_lane(mean, 0), variance0 = f64x2.extract_lane(variance, 0);
      storeStatistics<T>(c, mean0, variance0, epsilon, means, variances, inverses);
      if (c + 1 == to) break;
      const mean1 = f64x2.extract_lane(mean, 1), variance1 = f64x2.extract_lane(variance, 1);
      storeStatistics<T>(c + 1, mean1, variance1, epsilon, means, variances, inverses);
    }
    return;
  }
  for (let c = from; c < to; c++) {
    let sum: f64 = 0, squares: f64 = 0;
    for (let n = 0; n < N; n++) sum += sumOfRun<T>(S, x + <usize>((n * C + c) * S) * size);
    const mean = sum / count;
    for (let n = 0; n < N; n++) squares += squaresOfRun<T>(S, x + <usize>((n * C + c) * S) * size, <T>mean);
    storeStatistics<T>(c, mean, squares / count, epsilon, means, variances, inverses);
  }
}

/** The examples `from` to `to`, normalised, times gain, plus bias. */
// @ts-ignore: decorator
@inline
function normalize<T>(
  from: i32, to: i32, C: i32, S: i32, groups: i32,
  x: usize, means: usize, inverses: usize, gain: usize, bias: usize, y: usize,
): void {
  const size = sizeof<T>();
  if (S == 1) {
    const width = groups == 0 ? C : C / groups;
    for (let start = from * C; start < to * C; start += width) {
      const c = <usize>(start % C) * size;
      const set = <usize>setOf(start / C, start % C, C, groups) * size;
      const at = <usize>start * size;
      if (groups == 0) normalizeRun<T>(true, true, width, x + at, means, inverses, gain, bias, y + at);
      else normalizeRun<T>(false, true, width, x + at, means + set, inverses + set, gain + c, bias + c, y + at);
    }
    return;
  }
  for (let plane = from * C; plane < to * C; plane++) {
    const c = <usize>(plane % C) * size;
    const set = <usize>setOf(plane / C, plane % C, C, groups) * size;
    const at = <usize>(plane * S) * size;
    normalizeRun<T>(false, false, S, x + at, means + set, inverses + set, gain + c, bias + c, y + at);
  }
}

/** Two statistics of neighbouring channels as f64. */
// @ts-ignore: decorator
@inline
function statisticsPair<T>(n: i32, c: i32, C: i32, groups: i32, statistics: usize): v128 {
  const size = sizeof<T>();
  if (groups == 0) return pair<T>(statistics + <usize>c * size);
  const first = load<T>(statistics + <usize>setOf(n, c, C, groups) * size);
  const second = load<T>(statistics + <usize>setOf(n, min(c + 1, C - 1), C, groups) * size);
  return f64x2(<f64>first, <f64>second);
}

// @ts-ignore: decorator
@inline
function storeGradients<T>(
  c: i32, bias: f64, gain: f64, biasGradient: usize, gainGradient: usize,
): void {
  store<T>(biasGradient + <usize>c * sizeof<T>(), <T>bias);
  store<T>(gainGradient + <usize>c * sizeof<T>(), <T>gain);
}

/** Gradients `Σ dy` of the bias and `Σ dy x̂` of the gain, channels `from` to `to`. */
// @ts-ignore: decorator
@inline
function normalizationGradients<T>(
  from: i32, to: i32, N: i32, C: i32, S: i32, groups: i32,
  x: usize, dy: usize, means: usize, inverses: usize, gainGradient: usize, biasGradient: usize,
): void {
  const size = sizeof<T>();
  if (S == 1) {
    for (let c = from; c < to; c += 2) {
      let sum = f64x2.splat(0), product = sum;
      for (let n = 0; n < N; n++) {
        const at = <usize>(n * C + c) * size;
        const gradient = pair<T>(dy + at);
        const centered = f64x2.sub(pair<T>(x + at), statisticsPair<T>(n, c, C, groups, means));
        const normal = f64x2.mul(centered, statisticsPair<T>(n, c, C, groups, inverses));
        sum = f64x2.add(sum, gradient);
        product = f64x2.add(product, f64x2.mul(gradient, normal));
      }
      storeGradients<T>(
        c, f64x2.extract_lane(sum, 0), f64x2.extract_lane(product, 0), biasGradient, gainGradient,
      );
      if (c + 1 == to) break;
      storeGradients<T>(
        c + 1, f64x2.extract_lane(sum, 1), f64x2.extract_lane(product, 1), biasGradient, gainGradient,
      );
    }
    return;
  }
  for (let c = from; c < to; c++) {
    let sums = f64x2.splat(0);
    for (let n = 0; n < N; n++) {
      const at = <usize>((n * C + c) * S) * size;
      const set = <usize>setOf(n, c, C, groups) * size;
      sums = f64x2.add(sums, gradientSumsOfRun<T>(S, x + at, dy + at, 0, means + set, inverses + set));
    }
    storeGradients<T>(
      c, f64x2.extract_lane(sums, 0), f64x2.extract_lane(sums, 1), biasGradient, gainGradient,
    );
  }
}

/** Means of `g dy` and `g dy x̂` over the group that starts at channel c of example n. */
// @ts-ignore: decorator
@inline
function groupMeans<T>(
  n: i32, c: i32, C: i32, S: i32, groups: i32, x: usize, dy: usize, gain: usize, mean: usize, inverse: usize,
): v128 {
  const size = sizeof<T>();
  const width = C / groups;
  const at = <usize>((n * C + c) * S) * size;
  let sums = f64x2.splat(0);
  if (S == 1) {
    sums = gradientSumsOfRun<T>(width, x + at, dy + at, gain + <usize>c * size, mean, inverse);
  } else {
    for (let i = 0; i < width; i++) {
      const run = at + <usize>(i * S) * size;
      const factor = f64x2.splat(<f64>load<T>(gain + <usize>(c + i) * size));
      const channel = gradientSumsOfRun<T>(S, x + run, dy + run, 0, mean, inverse);
      sums = f64x2.add(sums, f64x2.mul(factor, channel));
    }
  }
  return f64x2.div(sums, f64x2.splat(<f64>width * S));
}

/**
 * Gradient of x, examples `from` to `to`. `firstMeans` and `secondMeans` hold the means of `g dy` and `g dy x̂` of
 * every set; in groups they are computed here.
 */
// @ts-ignore: decorator
@inline
function normalizationInputGradient<T>(
  from: i32, to: i32, C: i32, S: i32, groups: i32, x: usize, dy: usize,
  means: usize, inverses: usize, gain: usize, firstMeans: usize, secondMeans: usize, dx: usize,
): void {
  const size = sizeof<T>();
  if (groups > 0) {
    for (let k = from * groups; k < to * groups; k++) {
      const set = <usize>k * size;
      const c = k % groups * (C / groups);
      const both = groupMeans<T>(k / groups, c, C, S, groups, x, dy, gain, means + set, inverses + set);
      store<T>(firstMeans + set, <T>f64x2.extract_lane(both, 0));
      store<T>(secondMeans + set, <T>f64x2.extract_lane(both, 1));
    }
  }
  if (S == 1) {
    const width = groups == 0 ? C : C / groups;
    for (let start = from * C; start < to * C; start += width) {
      const c = <usize>(start % C) * size;
      const set = <usize>setOf(start / C, start % C, C, groups) * size;
      const at = <usize>start * size;
      if (groups == 0) {
        gradientRun<T>(
          true, true, width, x + at, dy + at, means, inverses, gain, firstMeans, secondMeans, dx + at,
        );
      } else {
        gradientRun<T>(
          false, true, width, x + at, dy + at, means + set, inverses + set,
          gain + c, firstMeans + set, secondMeans + set, dx + at,
        );
      }
    }
    return;
  }
  for (let plane = from * C; plane < to * C; plane++) {
    const c = <usize>(plane % C) * size;
    const set = <usize>setOf(plane / C, plane % C, C, groups) * size;
    const at = <usize>(plane * S) * size;
    gradientRun<T>(
      false, false, S, x + at, dy + at, means + set, inverses + set,
      gain + c, firstMeans + set, secondMeans + set, dx + at,
    );
  }
}

export function normalizationStatistics_f32(
  from: i32, to: i32, N: i32, C: i32, S: i32, groups: i32, epsilon: f64,
  x: usize, means: usize, variances: usize, inverses: usize,
): void {
  normalizationStatistics<f32>(from, to, N, C, S, groups, epsilon, x, means, variances, inverses);
}

export function normalizationStatistics_f64(
  from: i32, to: i32, N: i32, C: i32, S: i32, groups: i32, epsilon: f64,
  x: usize, means: usize, variances: usize, inverses: usize,
): void {
  normalizationStatistics<f64>(from, to, N, C, S, groups, epsilon, x, means, variances, inverses);
}

export function normalize_f32(
  from: i32, to: i32, C: i32, S: i32, groups: i32,
  x: usize, means: usize, inverses: usize, gain: usize, bias: usize, y: usize,
): void {
  normalize<f32>(from, to, C, S, groups, x, means, inverses, gain, bias, y);
}

export function normalize_f64(
  from: i32, to: i32, C: i32, S: i32, groups: i32,
  x: usize, means: usize, inverses: usize, gain: usize, bias: usize, y: usize,
): void {
  normalize<f64>(from, to, C, S, groups, x, means, inverses, gain, bias, y);
}

export function normalizationGradients_f32(
  from: i32, to: i32, N: i32, C: i32, S: i32, groups: i32,
  x: usize, dy: usize, means: usize, inverses: usize, gainGradient: usize, biasGradient: usize,
): void {
  normalizationGradients<f32>(from, to, N, C, S, groups, x, dy, means, inverses, gainGradient, biasGradient);
}

export function normalizationGradients_f64(
  from: i32, to: i32, N: i32, C: i32, S: i32, groups: i32,
  x: usize, dy: usize, means: usize, inverses: usize, gainGradient: usize, biasGradient: usize,
): void {
  normalizationGradients<f64>(from, to, N, C, S, groups, x, dy, means, inverses, gainGradient, biasGradient);
}

export function normalizationInputGradient_f32(
  from: i32, to: i32, C: i32, S: i32, groups: i32, x: usize, dy: usize,
  means: usize, inverses: usize, gain: usize, firstMeans: usize, secondMeans: usize, dx: usize,
): void {
  normalizationInputGradient<f32>(
    from, to, C, S, groups, x, dy, means, inverses, gain, firstMeans, secondMeans, dx,
  );
}

export function normalizationInputGradient_f64(
  from: i32, to: i32, C: i32, S: i32, groups: i32, x: usize, dy: usize,
  means: usize, inverses: usize, gain: usize, firstMeans: usize, secondMeans: usize, dx: usize,
): void {
  normalizationInputGradient<f64>(
    from, to, C, S, groups, x, dy, means, inverses, gain, firstMeans, secondMeans, dx,
  );
}
