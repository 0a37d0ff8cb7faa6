// Convolution of groups with one filter of nine taps each, as in a depthwise convolution by 3 by 3.
//
// Forward the filter stays in registers beside four rows of one vector of outputs, and each vector of the source is loaded
// once for all of them. For the filter's gradient all nine sums stay in registers.

import { ConvolutionPass } from "./convolution_plan";
import { addLanes } from "./reduce";

/** Rows of a channel that are added up in the element type; their sums are added in f64. */
export const blockRows: i32 = 16;

/** Whether a filter is 3 by 3 taps next to each other, first to last or last to first. */
// @ts-ignore: decorator
@inline
export function isNineNeighbours<T>(pass: ConvolutionPass, rowBytes: usize): bool {
  if (pass.taps != 9) return false;
  const first = load<i32>(pass.offsets), column = load<i32>(pass.offsets, 4) - first;
  const row = load<i32>(pass.offsets, 12) - first, last = load<i32>(pass.offsets, 32) - first;
  const size = <i32>sizeof<T>();
  return (column == size && row == <i32>rowBytes || column == -size && row == -<i32>rowBytes) && last == 2 * (row + column);
}

// @ts-ignore: decorator
@inline
function finishWhole<T>(value: v128, bias: v128, floor: v128, to: usize): void {
  v128.store(to, v128.max<T>(v128.add<T>(value, bias), floor));
}

/**
 * Outputs of four rows, one vector of each, from the row whose taps come first in the source; `down` is the bytes from row
 * to row of the taps, `toRow` from row to row of the target, both negative where the taps of a row are `reversed`.
 */
// @ts-ignore: decorator
@inline
function fourRowsOfNine<T>(
  reversed: bool, w0: v128, w1: v128, w2: v128, w3: v128, w4: v128, w5: v128, w6: v128, w7: v128, w8: v128,
  at: usize, down: usize, bias: v128, floor: v128, to: usize, toRow: usize,
): void {
  const size = sizeof<T>();
  let c0 = v128.splat<T>(0), c1 = c0, c2 = c0, c3 = c0;
  let x = reversed ? v128.load(at, 2 * size) : v128.load(at);
  c0 = v128.relaxed_madd<T>(x, w0, c0);
  x = v128.load(at, size);
  c0 = v128.relaxed_madd<T>(x, w1, c0);
  x = reversed ? v128.load(at) : v128.load(at, 2 * size); at += down;
  c0 = v128.relaxed_madd<T>(x, w2, c0);
  x = reversed ? v128.load(at, 2 * size) : v128.load(at);
  c0 = v128.relaxed_madd<T>(x, w3, c0); c1 = v128.relaxed_madd<T>(x, w0, c1);
  x = v128.load(at, size);
  c0 = v128.relaxed_madd<T>(x, w4, c0); c1 = v128.relaxed_madd<T>(x, w1, c1);
  x = reversed ? v128.load(at) : v128.load(at, 2 * size); at += down;
  c0 = v128.relaxed_madd<T>(x, w5, c0); c1 = v128.relaxed_madd<T>(x, w2, c1);
  x = reversed ? v128.load(at, 2 * size) : v128.load(at);
  c0 = v128.relaxed_madd<T>(x, w6, c0); c1 = v128.relaxed_madd<T>(x, w3, c1); c2 = v128.relaxed_madd<T>(x, w0, c2);
  x = v128.load(at, size);
  c0 = v128.relaxed_madd<T>(x, w7, c0); c1 = v128.relaxed_madd<T>(x, w4, c1); c2 = v128.relaxed_madd<T>(x, w1, c2);
  x = reversed ? v128.load(at) : v128.load(at, 2 * size); at += down;
  c0 = v128.relaxed_madd<T>(x, w8, c0); c1 = v128.relaxed_madd<T>(x, w5, c1); c2 = v128.relaxed_madd<T>(x, w2, c2);
  finishWhole<T>(c0, bias, floor, to); to += toRow;
  x = reversed ? v128.load(at, 2 * size) : v128.load(at);
  c1 = v128.relaxed_madd<T>(x, w6, c1); c2 = v128.relaxed_madd<T>(x, w3, c2); c3 = v128.relaxed_madd<T>(x, w0, c3);
  x = v128.load(at, size);
  c1 = v128.relaxed_madd<T>(x, w7, c1); c2 = v128.relaxed_madd<T>(x, w4, c2); c3 = v128.relaxed_madd<T>(x, w1, c3);
  x = reversed ? v128.load(at) : v128.load(at, 2 * size); at += down;
  c1 = v128.relaxed_madd<T>(x, w8, c1); c2 = v128.relaxed_madd<T>(x, w5, c2); c3 = v128.relaxed_madd<T>(x, w2, c3);
  finishWhole<T>(c1, bias, floor, to); to += toRow;
  x = reversed ? v128.load(at, 2 * size) : v128.load(at);
  c2 = v128.relaxed_madd<T>(x, w6, c2); c3 = v128.relaxed_madd<T>(x, w3, c3);
  x = v128.load(at, size);
  c2 = v128.relaxed_madd<T>(x, w7, c2); c3 = v128.relaxed_madd<T>(x, w4, c3);
  x = reversed ? v128.load(at) : v128.load(at, 2 * size); at += down;
  c2 = v128.relaxed_madd<T>(x, w8, c2); c3 = v128.relaxed_madd<T>(x, w5, c3);
  finishWhole<T>(c2, bias, floor, to); to += toRow;
  x = reversed ? v128.load(at, 2 * size) : v128.load(at);
  c3 = v128.relaxed_madd<T>(x, w6, c3);
  x = v128.load(at, size);
  c3 = v128.relaxed_madd<T>(x, w7, c3);
  x = reversed ? v128.load(at) : v128.load(at, 2 * size);
  c3 = v128.relaxed_madd<T>(x, w8, c3);
  finishWhole<T>(c3, bias, floor, to);
}

/** The outputs of one filter of 3 by 3 neighbours in one channel of at least four rows and one vector of columns. */
// @ts-ignore: decorator
@inline
function nineTapOutputs<T>(
  reversed: bool, pass: ConvolutionPass, filter: usize, source: usize, rowBytes: usize, bias: v128, floor: v128, target: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const w0 = v128.load_splat<T>(filter), w1 = v128.load_splat<T>(filter, size), w2 = v128.load_splat<T>(filter, 2 * size);
  const w3 = v128.load_splat<T>(filter, 3 * size), w4 = v128.load_splat<T>(filter, 4 * size);
  const w5 = v128.load_splat<T>(filter, 5 * size), w6 = v128.load_splat<T>(filter, 6 * size);
  const w7 = v128.load_splat<T>(filter, 7 * size), w8 = v128.load_splat<T>(filter, 8 * size);
  const rows = pass.rows, lastColumn = pass.columns - lanes;
  const toRow = <usize>pass.rowStep * size;
  const from = source + load<u32>(pass.offsets) + (reversed ? 3 * rowBytes - 2 * size : 0);
  const to = target + (reversed ? 3 * toRow : 0);
  const down = reversed ? 0 - rowBytes : rowBytes, step = reversed ? 0 - toRow : toRow;
  for (let row = 0; row < rows; row += 4) {
    const top = <usize>min(row, rows - 4);
    const at = from + top * rowBytes, rowTarget = to + top * toRow;
    for (let column = 0; column < pass.columns; column += lanes) {
      const offset = <usize>min(column, lastColumn) * size;
      fourRowsOfNine<T>(
        reversed, w0, w1, w2, w3, w4, w5, w6, w7, w8, at + offset, down, bias, floor, rowTarget + offset, step,
      );
    }
  }
}

/** The same by taps last to first. */
export function reversedTapOutputs<T>(
  pass: ConvolutionPass, filter: usize, source: usize, rowBytes: usize, bias: v128, floor: v128, target: usize,
): void {
  nineTapOutputs<T>(true, pass, filter, source, rowBytes, bias, floor, target);
}

/** The same by taps first to last. */
export function orderedTapOutputs<T>(
  pass: ConvolutionPass, filter: usize, source: usize, rowBytes: usize, bias: v128, floor: v128, target: usize,
): void {
  nineTapOutputs<T>(false, pass, filter, source, rowBytes, bias, floor, target);
}

/** Adds to a number of the element type in f64. */
// @ts-ignore: decorator
@inline
export function addTo<T>(to: usize, sum: f64): void {
  store<T>(to, <T>(<f64>load<T>(to) + sum));
}

/** The gradients of nine taps from one channel of one image, added to what stands at `target`. */
// @ts-ignore: decorator
@inline
export function nineTapGradients<T>(
  offsets: usize, rows: i32, vectors: i32, source: usize, rowBytes: usize, gradient: usize, target: usize,
): void {
  const size = sizeof<T>();
  const o0 = load<u32>(offsets), o1 = load<u32>(offsets, 4), o2 = load<u32>(offsets, 8);
  const o3 = load<u32>(offsets, 12), o4 = load<u32>(offsets, 16), o5 = load<u32>(offsets, 20);
  const o6 = load<u32>(offsets, 24), o7 = load<u32>(offsets, 28), o8 = load<u32>(offsets, 32);
  let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0, s4: f64 = 0, s5: f64 = 0, s6: f64 = 0, s7: f64 = 0, s8: f64 = 0;
  for (let first = 0; first < rows; first += blockRows) {
    let c0 = v128.splat<T>(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0, c8 = c0;
    const last = min(first + blockRows, rows);
    for (let row = first; row < last; row++) {
      const end = gradient + (<usize>vectors << 4);
      for (let at = source; gradient < end; at += 16) {
        const g = v128.load(gradient);
        let x = v128.load(at + o0); c0 = v128.relaxed_madd<T>(g, x, c0);
        x = v128.load(at + o1); c1 = v128.relaxed_madd<T>(g, x, c1);
        x = v128.load(at + o2); c2 = v128.relaxed_madd<T>(g, x, c2);
        x = v128.load(at + o3); c3 = v128.relaxed_madd<T>(g, x, c3);
        x = v128.load(at + o4); c4 = v128.relaxed_madd<T>(g, x, c4);
        x = v128.load(at + o5); c5 = v128.relaxed_madd<T>(g, x, c5);
        x = v128.load(at + o6); c6 = v128.relaxed_madd<T>(g, x, c6);
        x = v128.load(at + o7); c7 = v128.relaxed_madd<T>(g, x, c7);
        x = v128.load(at + o8); c8 = v128.relaxed_madd<T>(g, x, c8);
        gradient += 16;
      }
      source += rowBytes;
    }
    s0 += <f64>addLanes<T>(c0); s1 += <f64>addLanes<T>(c1); s2 += <f64>addLanes<T>(c2);
    s3 += <f64>addLanes<T>(c3); s4 += <f64>addLanes<T>(c4); s5 += <f64>addLanes<T>(c5);
    s6 += <f64>addLanes<T>(c6); s7 += <f64>addLanes<T>(c7); s8 += <f64>addLanes<T>(c8);
  }
  addTo<T>(target, s0);
  addTo<T>(target + size, s1);
  addTo<T>(target + 2 * size, s2);
  addTo<T>(target + 3 * size, s3);
  addTo<T>(target + 4 * size, s4);
  addTo<T>(target + 5 * size, s5);
  addTo<T>(target + 6 * size, s6);
  addTo<T>(target + 7 * size, s7);
  addTo<T>(target + 8 * size, s8);
}
