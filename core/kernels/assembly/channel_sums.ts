// Sums over the examples and places of each channel of a tensor [N, C, S].

import { sumOfRun } from "./normalization_runs";
import { firstPart } from "./pairs";

/** Examples whose sums are added in order before sums are added in pairs. */
const blockExamples: i32 = 16;

/** `Σ x[n, s]` over N examples of S places each, `stride` bytes apart, in f64. */
export function sumOfExamples<T>(N: i32, S: i32, stride: usize, x: usize): f64 {
  if (N > blockExamples) {
    const first = firstPart(N, blockExamples);
    const sum = sumOfExamples<T>(first, S, stride, x);
    return sum + sumOfExamples<T>(N - first, S, stride, x + <usize>first * stride);
  }
  let sum: f64 = 0;
  for (; N > 0; N--) {
    sum += sumOfRun<T>(S, x);
    x += stride;
  }
  return sum;
}

/** `out[c] = Σ x[n, c, s]` for the channels `from` to `to`. */
// @ts-ignore: decorator
@inline
function channelSums<T>(from: i32, to: i32, N: i32, C: i32, S: i32, x: usize, out: usize): void {
  const size = sizeof<T>();
  const channel = <usize>S * size, example = <usize>C * channel;
  for (let c = from; c < to; c++) {
    store<T>(out + <usize>c * size, <T>sumOfExamples<T>(N, S, example, x + <usize>c * channel));
  }
}

export function channelSums_f32(from: i32, to: i32, N: i32, C: i32, S: i32, x: usize, out: usize): void {
  channelSums<f32>(from, to, N, C, S, x, out);
}

export function channelSums_f64(from: i32, to: i32, N: i32, C: i32, S: i32, x: usize, out: usize): void {
  channelSums<f64>(from, to, N, C, S, x, out);
}
