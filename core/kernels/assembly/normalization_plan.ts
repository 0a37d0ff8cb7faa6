// The normalization kernels' view of a tensor [N, C, S].
//
// A set holds the elements that share a mean: over the batch set c is channel c of all examples, in groups set
// n * groups + g is group g of the channels of example n.

/** Written by core/normalization as 32-bit words in this order; the addresses are those of f64 numbers. */
@unmanaged
export class NormalizationPlan {
  C: i32;
  S: i32;
  /** Groups of channels, or 0 over the batch. */
  groups: i32;
  /** Of each set: mean, variance, and 1 / √(variance + ε). */
  means: usize;
  variances: usize;
  inverses: usize;
  /** Of each set: means of g dy and of g dy x̂, for the gain g. */
  firstMeans: usize;
  secondMeans: usize;
  /** Over the batch with places: pairs of sums of the channels, at as many levels as examples are halved, plus one. */
  sums: usize;
}

/** Bytes from the first set's numbers to those of the set of channel c of example n. */
// @ts-ignore: decorator
@inline
export function setOffset(plan: NormalizationPlan, n: i32, c: i32): usize {
  const set = plan.groups == 0 ? c : n * plan.groups + c / (plan.C / plan.groups);
  return <usize>set << 3;
}

/** Channels side by side that share a set of an example, when each has one element: all, over the batch. */
// @ts-ignore: decorator
@inline
export function runWidth(plan: NormalizationPlan): i32 {
  return plan.groups == 0 ? plan.C : plan.C / plan.groups;
}

/** Examples whose runs of a channel follow each other, over the batch: what is the same for short ones is then read once. */
// @ts-ignore: decorator
@inline
export function runExamples<T>(plan: NormalizationPlan): i32 {
  return plan.S * <i32>sizeof<T>() <= 1024 ? 8 : 1;
}

/** Factor of a channel's values over the batch, less its mean, and their summand when that mean is rounded to T. */
// @ts-ignore: decorator
@inline
export function channelScale<T>(plan: NormalizationPlan, c: i32, gain: usize): f64 {
  return load<f64>(plan.inverses + (<usize>c << 3)) * <f64>load<T>(gain + <usize>c * sizeof<T>());
}

// @ts-ignore: decorator
@inline
export function channelOffset<T>(plan: NormalizationPlan, c: i32, gain: usize, bias: usize): f64 {
  const mean = load<f64>(plan.means + (<usize>c << 3));
  return <f64>load<T>(bias + <usize>c * sizeof<T>()) - (mean - <f64>(<T>mean)) * channelScale<T>(plan, c, gain);
}

/** The pairs of sums of the channels at the next level. */
// @ts-ignore: decorator
@inline
export function nextLevel(plan: NormalizationPlan, sums: usize): usize {
  return sums + (<usize>plan.C << 4);
}

/** The pair of channel c. */
// @ts-ignore: decorator
@inline
export function pairOf(c: i32, sums: usize): v128 {
  return v128.load(sums + (<usize>c << 4));
}

/** Makes the pairs of the channels `from` to `to` zeros. */
// @ts-ignore: decorator
@inline
export function clearPairs(from: i32, to: i32, sums: usize): void {
  for (let c = from; c < to; c++) v128.store(sums + (<usize>c << 4), f64x2.splat(0));
}

/** Replaces the pair of channel c. */
// @ts-ignore: decorator
@inline
export function storePairOf(c: i32, sums: usize, pair: v128): void {
  v128.store(sums + (<usize>c << 4), pair);
}

/** Adds the pairs of the channels `from` to `to` to those of another level. */
// @ts-ignore: decorator
@inline
export function addPairs(from: i32, to: i32, sums: usize, others: usize): void {
  for (let c = from; c < to; c++) storePairOf(c, sums, f64x2.add(pairOf(c, sums), pairOf(c, others)));
}
