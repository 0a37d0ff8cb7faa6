// Convolution of groups with one filter each, as in depthwise convolutions and the way back to one channel.
//
// A panel of filters would be mostly empty there. So registers hold four rows of outputs instead, two vectors of
// each; every value of the source that a tap meets is loaded once for one multiply-add.

import {
  addTo, blockRows, isNineNeighbours, nineTapGradients, orderedTapOutputs, reversedTapOutputs,
} from "./convolution_nine_taps";
import { ConvolutionPass, ConvolutionPlan, gated, layOutChannels, passOf } from "./convolution_plan";
import { firsts, high, low, seconds } from "./gemm_panels";
import { laneMask } from "./lanes";
import { addLanes } from "./reduce";

/** Adds the bias, applies relu when asked and stores the first `valid` lanes, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function finish<T>(value: v128, bias: v128, floor: v128, to: usize, valid: i32, step: usize): void {
  value = v128.max<T>(v128.add<T>(value, bias), floor);
  if (step == sizeof<T>() && valid == <i32>(16 / sizeof<T>())) {
    v128.store(to, value);
    return;
  }
  store<T>(to, v128.extract_lane<T>(value, 0));
  if (valid > 1) store<T>(to + step, v128.extract_lane<T>(value, 1));
  if (sizeof<T>() == 4) {
    if (valid > 2) store<f32>(to + 2 * step, f32x4.extract_lane(value, 2));
    if (valid > 3) store<f32>(to + 3 * step, f32x4.extract_lane(value, 3));
  }
}

/** Outputs of four rows, two vectors of each, the second `next` bytes of the source and `to1 - to0` of the target on. */
// @ts-ignore: decorator
@inline
function fourRows<T>(
  taps: i32, offsets: usize, filter: usize, source: usize, rowBytes: usize, next: usize,
  bias: v128, floor: v128, to0: usize, to1: usize, toRow: usize, valid: i32, step: usize,
): void {
  let c00 = v128.splat<T>(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const end = offsets + (<usize>taps << 2);
  while (offsets < end) {
    let at = source + load<u32>(offsets);
    const w = v128.load_splat<T>(filter);
    let x = v128.load(at), y = v128.load(at + next);
    c00 = v128.relaxed_madd<T>(x, w, c00);
    c01 = v128.relaxed_madd<T>(y, w, c01);
    at += rowBytes;
    x = v128.load(at), y = v128.load(at + next);
    c10 = v128.relaxed_madd<T>(x, w, c10);
    c11 = v128.relaxed_madd<T>(y, w, c11);
    at += rowBytes;
    x = v128.load(at), y = v128.load(at + next);
    c20 = v128.relaxed_madd<T>(x, w, c20);
    c21 = v128.relaxed_madd<T>(y, w, c21);
    at += rowBytes;
    x = v128.load(at), y = v128.load(at + next);
    c30 = v128.relaxed_madd<T>(x, w, c30);
    c31 = v128.relaxed_madd<T>(y, w, c31);
    offsets += 4;
    filter += sizeof<T>();
  }
  finish<T>(c00, bias, floor, to0, valid, step);
  finish<T>(c01, bias, floor, to1, valid, step);
  finish<T>(c10, bias, floor, to0 + toRow, valid, step);
  finish<T>(c11, bias, floor, to1 + toRow, valid, step);
  finish<T>(c20, bias, floor, to0 + 2 * toRow, valid, step);
  finish<T>(c21, bias, floor, to1 + 2 * toRow, valid, step);
  finish<T>(c30, bias, floor, to0 + 3 * toRow, valid, step);
  finish<T>(c31, bias, floor, to1 + 3 * toRow, valid, step);
}

/** The same of one row. */
// @ts-ignore: decorator
@inline
function oneRow<T>(
  taps: i32, offsets: usize, filter: usize, source: usize, next: usize,
  bias: v128, floor: v128, to0: usize, to1: usize, valid: i32, step: usize,
): void {
  let c0 = v128.splat<T>(0), c1 = c0;
  const end = offsets + (<usize>taps << 2);
  while (offsets < end) {
    const at = source + load<u32>(offsets);
    const w = v128.load_splat<T>(filter), x = v128.load(at), y = v128.load(at + next);
    c0 = v128.relaxed_madd<T>(x, w, c0);
    c1 = v128.relaxed_madd<T>(y, w, c1);
    offsets += 4;
    filter += sizeof<T>();
  }
  finish<T>(c0, bias, floor, to0, valid, step);
  finish<T>(c1, bias, floor, to1, valid, step);
}

/**
 * The outputs of one filter in one channel of the target. Blocks at the lower and right edge begin early enough to be
 * whole: they compute some outputs again, to the same bits.
 */
// @ts-ignore: decorator
@inline
function channelOutputs<T>(
  pass: ConvolutionPass, filter: usize, source: usize, rowBytes: usize, bias: v128, floor: v128, target: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const rows = pass.rows, columns = pass.columns, taps = pass.taps, offsets = pass.offsets;
  const step = <usize>pass.columnStep * size, toRow = <usize>pass.rowStep * size;
  if (rows >= 4 && columns >= lanes && step == size && isNineNeighbours<T>(pass, rowBytes)) {
    const isReversed = load<i32>(offsets, 4) < load<i32>(offsets);
    if (isReversed) reversedTapOutputs<T>(pass, filter, source, rowBytes, bias, floor, target);
    else orderedTapOutputs<T>(pass, filter, source, rowBytes, bias, floor, target);
    return;
  }
  const valid = min(columns, lanes), lastColumn = columns - valid;
  for (let column = 0; column < columns; column += 2 * lanes) {
    const first = min(column, lastColumn), second = min(column + lanes, lastColumn);
    const next = <usize>(second - first) * size;
    const from = source + <usize>first * size;
    const to0 = target + <usize>first * step, to1 = target + <usize>second * step;
    if (rows < 4) {
      for (let row: usize = 0; row < <usize>rows; row++) {
        const at = row * toRow;
        oneRow<T>(taps, offsets, filter, from + row * rowBytes, next, bias, floor, to0 + at, to1 + at, valid, step);
      }
      continue;
    }
    for (let row = 0; row < rows; row += 4) {
      const top = <usize>min(row, rows - 4);
      const at = top * toRow;
      fourRows<T>(
        taps, offsets, filter, from + top * rowBytes, rowBytes, next, bias, floor, to0 + at, to1 + at, toRow, valid, step,
      );
    }
  }
}

/** Two vectors in turn, with bias and relu, in two vectors at `to`. */
// @ts-ignore: decorator
@inline
function finishPair<T>(even: v128, odd: v128, bias: v128, floor: v128, to: usize): void {
  const e = v128.max<T>(v128.add<T>(even, bias), floor), o = v128.max<T>(v128.add<T>(odd, bias), floor);
  v128.store(to, sizeof<T>() == 4 ? low(e, o) : firsts(e, o));
  v128.store(to, sizeof<T>() == 4 ? high(e, o) : seconds(e, o), 16);
}

/** Outputs of two passes whose columns take turns in the target: four rows, one vector of each pass. */
// @ts-ignore: decorator
@inline
function fourRowsOfPair<T>(
  even: ConvolutionPass, odd: ConvolutionPass, evenFilter: usize, oddFilter: usize, source: usize, rowBytes: usize,
  bias: v128, floor: v128, to: usize, toRow: usize,
): void {
  let e0 = v128.splat<T>(0), e1 = e0, e2 = e0, e3 = e0, o0 = e0, o1 = e0, o2 = e0, o3 = e0;
  let x = e0;
  let offsets = even.offsets, end = offsets + (<usize>even.taps << 2);
  for (; offsets < end; offsets += 4) {
    let at = source + load<u32>(offsets);
    const w = v128.load_splat<T>(evenFilter);
    x = v128.load(at); at += rowBytes; e0 = v128.relaxed_madd<T>(x, w, e0);
    x = v128.load(at); at += rowBytes; e1 = v128.relaxed_madd<T>(x, w, e1);
    x = v128.load(at); at += rowBytes; e2 = v128.relaxed_madd<T>(x, w, e2);
    x = v128.load(at); e3 = v128.relaxed_madd<T>(x, w, e3);
    evenFilter += sizeof<T>();
  }
  offsets = odd.offsets;
  end = offsets + (<usize>odd.taps << 2);
  for (; offsets < end; offsets += 4) {
    let at = source + load<u32>(offsets);
    const w = v128.load_splat<T>(oddFilter);
    x = v128.load(at); at += rowBytes; o0 = v128.relaxed_madd<T>(x, w, o0);
    x = v128.load(at); at += rowBytes; o1 = v128.relaxed_madd<T>(x, w, o1);
    x = v128.load(at); at += rowBytes; o2 = v128.relaxed_madd<T>(x, w, o2);
    x = v128.load(at); o3 = v128.relaxed_madd<T>(x, w, o3);
    oddFilter += sizeof<T>();
  }
  finishPair<T>(e0, o0, bias, floor, to); to += toRow;
  finishPair<T>(e1, o1, bias, floor, to); to += toRow;
  finishPair<T>(e2, o2, bias, floor, to); to += toRow;
  finishPair<T>(e3, o3, bias, floor, to);
}

/** Whether the columns of two passes take turns in the target, and fill four rows and a vector. */
// @ts-ignore: decorator
@inline
function takeTurns<T>(even: ConvolutionPass, odd: ConvolutionPass): bool {
  return even.columnStep == 2 && odd.origin == even.origin + 1 && odd.rows == even.rows && odd.columns == even.columns &&
    even.rows >= 4 && even.columns >= <i32>(16 / sizeof<T>());
}

/** The outputs of one filter by two passes that take turns, in one channel of the target; blocks as in `channelOutputs`. */
function pairOutputs<T>(
  even: ConvolutionPass, odd: ConvolutionPass, evenFilter: usize, oddFilter: usize, source: usize, rowBytes: usize,
  bias: v128, floor: v128, target: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const rows = even.rows, columns = even.columns, toRow = <usize>even.rowStep * size;
  for (let row = 0; row < rows; row += 4) {
    const top = <usize>min(row, rows - 4);
    const at = source + top * rowBytes, to = target + top * toRow;
    for (let column = 0; column < columns; column += lanes) {
      const offset = <usize>min(column, columns - lanes) * size;
      fourRowsOfPair<T>(even, odd, evenFilter, oddFilter, at + offset, rowBytes, bias, floor, to + 2 * offset, toRow);
    }
  }
}

/** The convolution of the images `from` to `to`; arguments are those of the kernel `convolveNatively`. */
// @ts-ignore: decorator
@inline
function convolveNarrow<T>(
  plan: ConvolutionPlan, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const sourceBytes = <usize>(plan.channels * plan.height * plan.width) * size;
  const channelBytes = <usize>plan.targetPlane * size;
  const groupChannels = plan.channels / plan.groups;
  const rowBytes = <usize>plan.rowStride * size;
  const floor = v128.splat<T>(relu ? 0 : <T>-Infinity);
  for (let image = from; image < to; image++) {
    const at = <usize>image * sourceBytes;
    for (let group = 0; group < plan.groups; group++) {
      // One after the other, so that a group's channels stay in the first-level cache.
      const first = group * groupChannels;
      layOutChannels<T>(plan, first, first + groupChannels, source + at, gate ? gate + at : 0, scratch);
      const added = bias ? v128.load_splat<T>(bias + <usize>group * size) : v128.splat<T>(0);
      const channel = target + <usize>(image * plan.groups + group) * channelBytes;
      let passFilters = filters;
      for (let index = 0; index < plan.passes; index++) {
        const pass = passOf(plan, index);
        const filter = passFilters + <usize>(group * pass.taps) * size, to = channel + <usize>pass.origin * size;
        passFilters += <usize>(plan.groups * pass.taps) * size;
        if (index + 1 < plan.passes && takeTurns<T>(pass, passOf(plan, index + 1))) {
          const next = passOf(plan, ++index);
          const nextFilter = passFilters + <usize>(group * next.taps) * size;
          passFilters += <usize>(plan.groups * next.taps) * size;
          pairOutputs<T>(pass, next, filter, nextFilter, scratch, rowBytes, added, floor, to);
        } else {
          channelOutputs<T>(pass, filter, scratch, rowBytes, added, floor, to);
        }
      }
    }
  }
}

/** Copies a channel of a gradient behind its gate (0 for none), each row with zeros up to whole vectors; gives its sum. */
// @ts-ignore: decorator
@inline
function padGated<T>(rows: i32, columns: i32, gradient: usize, gate: usize, to: usize): f64 {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  let total: f64 = 0;
  for (let row = 0; row < rows; row++) {
    let sum = v128.splat<T>(0);
    for (let column = 0; column < columns; column += lanes) {
      const at = <usize>column * size;
      let run = v128.load(gradient + at);
      if (gate) run = gated<T>(run, v128.load(gate + at));
      if (column + lanes > columns) run = v128.and(run, laneMask<T>(columns - column));
      v128.store(to, run);
      sum = v128.add<T>(sum, run);
      to += 16;
    }
    total += <f64>addLanes<T>(sum);
    gradient += <usize>columns * size;
    if (gate) gate += <usize>columns * size;
  }
  return total;
}

/** The gradient of one filter from one channel of one image, added to what stands at `target`. */
// @ts-ignore: decorator
@inline
function filterGradient<T>(pass: ConvolutionPass, source: usize, rowBytes: usize, gradient: usize, target: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const vectors = (pass.columns + lanes - 1) / lanes;
  const taps = pass.taps;
  let tap = 0;
  for (; tap + 9 <= taps; tap += 9) {
    const at = target + <usize>tap * size;
    nineTapGradients<T>(pass.offsets + (<usize>tap << 2), pass.rows, vectors, source, rowBytes, gradient, at);
  }
  for (; tap < taps; tap += 4) {
    const left = taps - tap;
    const offsets = pass.offsets + (<usize>tap << 2);
    const o0 = load<u32>(offsets);
    const o1 = left > 1 ? load<u32>(offsets, 4) : o0;
    const o2 = left > 2 ? load<u32>(offsets, 8) : o0;
    const o3 = left > 3 ? load<u32>(offsets, 12) : o0;
    let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0;
    let dy = gradient, rowAt = source;
    for (let first = 0; first < pass.rows; first += blockRows) {
      let c0 = v128.splat<T>(0), c1 = c0, c2 = c0, c3 = c0;
      const last = min(first + blockRows, pass.rows);
      for (let row = first; row < last; row++) {
        let at = rowAt;
        for (let vector = 0; vector < vectors; vector++) {
          const g = v128.load(dy);
          const x0 = v128.load(at + o0), x1 = v128.load(at + o1), x2 = v128.load(at + o2), x3 = v128.load(at + o3);
          c0 = v128.relaxed_madd<T>(g, x0, c0);
          c1 = v128.relaxed_madd<T>(g, x1, c1);
          c2 = v128.relaxed_madd<T>(g, x2, c2);
          c3 = v128.relaxed_madd<T>(g, x3, c3);
          dy += 16;
          at += 16;
        }
        rowAt += rowBytes;
      }
      s0 += <f64>addLanes<T>(c0);
      s1 += <f64>addLanes<T>(c1);
      s2 += <f64>addLanes<T>(c2);
      s3 += <f64>addLanes<T>(c3);
    }
    const at = target + <usize>tap * size;
    addTo<T>(at, s0);
    if (left > 1) addTo<T>(at + size, s1);
    if (left > 2) addTo<T>(at + 2 * size, s2);
    if (left > 3) addTo<T>(at + 3 * size, s3);
  }
}

/** The gradients of the pieces `from` to `to` of a batch; arguments are those of the kernel `gradientNatively`. */
// @ts-ignore: decorator
@inline
function gradientNarrow<T>(
  plan: ConvolutionPlan, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const pass = passOf(plan, 0);
  const sourceBytes = <usize>(plan.channels * plan.height * plan.width) * size;
  const channelBytes = <usize>plan.targetPlane * size;
  const groupChannels = plan.channels / plan.groups;
  const groupBytes = <usize>(groupChannels * plan.phaseRows * plan.phaseColumns * plan.planeStride) * size;
  const rowBytes = <usize>plan.rowStride * size;
  const filterBytes = <usize>(plan.groups * pass.taps) * size, biasBytes = <usize>plan.groups << 3;
  const gradient = (scratch + groupBytes + 79) & ~15;
  for (let piece = from; piece < to; piece++) {
    const filters = filterPieces + <usize>piece * filterBytes, biases = biasPieces + <usize>piece * biasBytes;
    memory.fill(filters, 0, filterBytes);
    memory.fill(biases, 0, biasBytes);
    const last = min((piece + 1) * pieceImages, batch);
    for (let image = piece * pieceImages; image < last; image++) {
      for (let group = 0; group < plan.groups; group++) {
        const first = group * groupChannels;
        layOutChannels<T>(plan, first, first + groupChannels, source + <usize>image * sourceBytes, 0, scratch);
        const at = <usize>(image * plan.groups + group) * channelBytes;
        const sum = padGated<T>(pass.rows, pass.columns, outputGradient + at, gate ? gate + at : 0, gradient);
        const bias = biases + (<usize>group << 3);
        store<f64>(bias, load<f64>(bias) + sum);
        filterGradient<T>(
          pass, scratch, rowBytes, gradient, filters + <usize>(group * pass.taps) * size,
        );
      }
    }
  }
}

export function convolveNarrow_f32(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolveNarrow<f32>(changetype<ConvolutionPlan>(plan), from, to, source, gate, filters, bias, relu, target, scratch);
}

export function convolveNarrow_f64(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolveNarrow<f64>(changetype<ConvolutionPlan>(plan), from, to, source, gate, filters, bias, relu, target, scratch);
}

export function gradientNarrow_f32(
  plan: usize, _blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  gradientNarrow<f32>(
    changetype<ConvolutionPlan>(plan), batch, pieceImages, from, to,
    source, outputGradient, gate, filterPieces, biasPieces, scratch,
  );
}

export function gradientNarrow_f64(
  plan: usize, _blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  gradientNarrow<f64>(
    changetype<ConvolutionPlan>(plan), batch, pieceImages, from, to,
    source, outputGradient, gate, filterPieces, biasPieces, scratch,
  );
}
