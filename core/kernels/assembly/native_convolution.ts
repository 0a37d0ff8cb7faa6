// What a native library's convolutions leave to do: gates, biases and the sum over pieces of a batch.

import { copyGated, finishRows as finishEach } from "./convolution_patches";

/**
 * Copies `rows` rows of `columns` values behind their gate (0 for none: all count) and adds each row's sum to the f64
 * numbers at `sums`. Writes up to 15 bytes past the end.
 */
export function gateRows_f32(rows: i32, columns: i32, source: usize, gate: usize, target: usize, sums: usize): void {
  copyGated<f32>(rows, columns, source, gate, <usize>columns << 2, target, sums);
}

export function gateRows_f64(rows: i32, columns: i32, source: usize, gate: usize, target: usize, sums: usize): void {
  copyGated<f64>(rows, columns, source, gate, <usize>columns << 3, target, sums);
}

/** Adds its bias (0 for none) to each of `rows` rows of `columns` values, applies relu when asked. */
export function finishRows_f32(rows: i32, columns: i32, bias: usize, relu: i32, target: usize): void {
  finishEach<f32>(rows, columns, target, <usize>columns << 2, bias, relu);
}

export function finishRows_f64(rows: i32, columns: i32, bias: usize, relu: i32, target: usize): void {
  finishEach<f64>(rows, columns, target, <usize>columns << 3, bias, relu);
}

/** `target[i] = Σ pieces[p][i]` in the order of the pieces, which hold values of `P`, added in f64. */
// @ts-ignore: decorator
@inline
function sumPieces<P, T>(pieces: i32, count: i32, source: usize, target: usize): void {
  const pieceBytes = <usize>count * sizeof<P>();
  for (let i = 0; i < count; i++) {
    let from = source + <usize>i * sizeof<P>();
    let sum: f64 = 0;
    for (let piece = 0; piece < pieces; piece++) {
      sum += <f64>load<P>(from);
      from += pieceBytes;
    }
    store<T>(target + <usize>i * sizeof<T>(), <T>sum);
  }
}

export function sumPieces_f32(pieces: i32, count: i32, source: usize, target: usize): void {
  sumPieces<f32, f32>(pieces, count, source, target);
}

export function sumPieces_f64(pieces: i32, count: i32, source: usize, target: usize): void {
  sumPieces<f64, f64>(pieces, count, source, target);
}

/** The same of f64 numbers into the element type. */
export function narrowPieces_f32(pieces: i32, count: i32, source: usize, target: usize): void {
  sumPieces<f64, f32>(pieces, count, source, target);
}

export function narrowPieces_f64(pieces: i32, count: i32, source: usize, target: usize): void {
  sumPieces<f64, f64>(pieces, count, source, target);
}
