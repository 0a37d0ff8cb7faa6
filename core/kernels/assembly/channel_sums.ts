// Sums over the examples and places of each channel of a tensor [N, C, S].

import { sumOfRun } from "./normalization_runs";

/** `out[c] = Σ x[n, c, s]` for the channels `from` to `to`; examples are added in order, in f64. */
// @ts-ignore: decorator
@inline
function channelSums<T>(from: i32, to: i32, N: i32, C: i32, S: i32, x: usize, out: usize): void {
  const size = sizeof<T>();
  for (let c = from; c < to; c++) {
    let sum: f64 = 0;
    for (let n = 0; n < N; n++) sum += sumOfRun<T>(S, x + <usize>((n * C + c) * S) * size);
    store<T>(out + <usize>c * size, <T>sum);
  }
}

export function channelSums_f32(from: i32, to: i32, N: i32, C: i32, S: i32, x: usize, out: usize): void {
  channelSums<f32>(from, to, N, C, S, x, out);
}

export function channelSums_f64(from: i32, to: i32, N: i32, C: i32, S: i32, x: usize, out: usize): void {
  channelSums<f64>(from, to, N, C, S, x, out);
}
