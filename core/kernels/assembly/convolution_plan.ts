// The convolution kernels' view of a convolution, and how they lay out its source.
//
// A source image is copied with its padding into scratch memory once, one plane for each combination of
// row and column modulo the stride that a tap meets. Then neighbouring outputs meet neighbouring values of one plane at
// every tap, whatever the stride, and one inner loop does for all.

import { laneMask } from "./lanes";

/** Written by core/convolution as 32-bit words in this order. */
@unmanaged
export class ConvolutionPlan {
  /** Of the source. */
  channels: i32;
  height: i32;
  width: i32;
  /** Zeros above and to the left of the source. */
  top: i32;
  left: i32;
  /** Rows (columns) of a plane are these apart. */
  strideHeight: i32;
  strideWidth: i32;
  /** Planes of a channel: rows (columns) modulo the stride, as many as taps meet. */
  phaseRows: i32;
  phaseColumns: i32;
  /** Rows of a plane, elements from row to row and from plane to plane. */
  planeRows: i32;
  rowStride: i32;
  planeStride: i32;
  groups: i32;
  /** Filters of a group, and how many panels of 6, then of 4, hold them. */
  groupRows: i32;
  sixes: i32;
  fours: i32;
  /** Elements of one channel of the target. */
  targetPlane: i32;
  /** Passes over the target, each with its taps; they follow this header. */
  passes: i32;
}

/** Outputs that share their taps: all of a convolution's, or those of one phase of its transpose. */
@unmanaged
export class ConvolutionPass {
  /** Taps of one group, and the address of their offsets: bytes from a run's address in the source. */
  taps: i32;
  offsets: usize;
  /** Address of the taps' places in a filter, elements from its start. */
  places: usize;
  /** Outputs, and where they lie in a channel of the target: elements. */
  rows: i32;
  columns: i32;
  origin: i32;
  rowStep: i32;
  columnStep: i32;
  /** Output rows of a block, whose patches are laid out at a time where a native library multiplies. */
  blockRows: i32;
  /** Length of the runs that taps come in, each the next element after the one before; 1 where they do not. */
  neighbours: i32;
}

/** Pass number `index` of a plan. */
// @ts-ignore: decorator
@inline
export function passOf(plan: ConvolutionPlan, index: i32): ConvolutionPass {
  const first = changetype<usize>(plan) + offsetof<ConvolutionPlan>();
  return changetype<ConvolutionPass>(first + <usize>index * offsetof<ConvolutionPass>());
}

/** A gradient behind a relu whose output was `gate`; a NaN output stays NaN instead of becoming 0. */
// @ts-ignore: decorator
@inline
export function gated<T>(gradient: v128, gate: v128): v128 {
  const zero = v128.splat<T>(0);
  return v128.bitselect(gradient, v128.mul<T>(gate, zero), v128.gt<T>(gate, zero));
}

/**
 * Copies one row of at least one element; writes zeros into what is left of its last vector.
 *
 * `gate` is 0, or the address of the relu's output behind which this gradient lies.
 */
// @ts-ignore: decorator
@inline
function copyRow<T>(from: usize, gate: usize, width: i32, lastMask: v128, to: usize): void {
  const lanes = <i32>(16 / sizeof<T>());
  if (gate) {
    for (; width > lanes; width -= lanes) {
      v128.store(to, gated<T>(v128.load(from), v128.load(gate)));
      gate += 16;
      from += 16;
      to += 16;
    }
    v128.store(to, v128.and(gated<T>(v128.load(from), v128.load(gate)), lastMask));
    return;
  }
  for (; width > 2 * lanes; width -= 2 * lanes) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += 32;
    to += 32;
  }
  if (width > lanes) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  v128.store(to, v128.and(v128.load(from), lastMask));
}

/** Writes zeros from `to` to `end`: a call of `memory.fill` costs more than what lies around a row. */
// @ts-ignore: decorator
@inline
function clear<T>(to: usize, end: usize): void {
  const zero = v128.splat<T>(0);
  for (; to + 16 <= end; to += 16) v128.store(to, zero);
  for (; to < end; to += sizeof<T>()) store<T>(to, 0);
}

/** Writes zeros from `to` to `end` and up to a vector past it, which is written after. */
// @ts-ignore: decorator
@inline
function clearBefore<T>(to: usize, end: usize): void {
  const zero = v128.splat<T>(0);
  for (; to < end; to += 16) v128.store(to, zero);
}

/** The elements 0, 2, ... of two vectors. */
// @ts-ignore: decorator
@inline
function evensOf<T>(first: v128, second: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shuffle(first, second, 0, 2, 4, 6) : i64x2.shuffle(first, second, 0, 2);
}

/** The elements 1, 3, ... of two vectors. */
// @ts-ignore: decorator
@inline
function oddsOf<T>(first: v128, second: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shuffle(first, second, 1, 3, 5, 7) : i64x2.shuffle(first, second, 1, 3);
}

/** Copies `count` elements `stride` apart. */
// @ts-ignore: decorator
@inline
function copyStrided<T>(from: usize, stride: i32, count: i32, to: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const step = <usize>stride * size;
  if (stride == 2) {
    for (; count >= lanes; count -= lanes) {
      v128.store(to, evensOf<T>(v128.load(from), v128.load(from, 16)));
      from += 32;
      to += 16;
    }
  }
  for (; count > 0; count--) {
    store<T>(to, load<T>(from));
    from += step;
    to += size;
  }
}

/** The rows of `channels` channels between zeros, for columns one apart. */
// @ts-ignore: decorator
@inline
function layOutRows<T>(plan: ConvolutionPlan, channels: i32, image: usize, gate: usize, phaseRow: i32, to: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const planeBytes = <usize>plan.planeStride * size, channelBytes = <usize>(plan.height * plan.width) * size;
  const rowBytes = <usize>plan.rowStride * size, sourceBytes = <usize>(plan.strideHeight * plan.width) * size;
  // The elements past its last vector's are zeros, or the next row's, which is copied after it.
  const used = max(1, min(plan.width, plan.rowStride - plan.left));
  const lastMask = laneMask<T>(used - (used - 1) / lanes * lanes);
  // Rows from `first` to `end` lie inside of the image.
  const above = plan.top - phaseRow, stride = plan.strideHeight;
  const first = above > 0 ? (above + stride - 1) / stride : 0;
  const end = min(plan.planeRows, (plan.height + above + stride - 1) / stride);
  const firstByte = <usize>((first * stride - above) * plan.width) * size;
  const firstPlace = <usize>(first * plan.rowStride + plan.left) * size;
  const usedBytes = <usize>((used + lanes - 1) / lanes) << 4;
  for (let c = 0; c < channels; c++) {
    let from = image + firstByte, fromGate = gate ? gate + firstByte : 0, target = to + firstPlace;
    let rest = to;
    for (let row = first; row < end; row++) {
      clearBefore<T>(rest, target);
      copyRow<T>(from, fromGate, used, lastMask, target);
      from += sourceBytes;
      if (gate) fromGate += sourceBytes;
      rest = target + usedBytes;
      target += rowBytes;
    }
    clear<T>(rest, to + planeBytes);
    image += channelBytes;
    if (gate) gate += channelBytes;
    to += planeBytes;
  }
}

/** The first place in a plane's row whose column lies inside of the image, for columns `phaseColumn` modulo the stride. */
// @ts-ignore: decorator
@inline
function firstPlace(plan: ConvolutionPlan, phaseColumn: i32): i32 {
  const before = plan.left - phaseColumn;
  return before > 0 ? (before + plan.strideWidth - 1) / plan.strideWidth : 0;
}

/** How many columns of a phase lie inside of the image, from `column` on at `place`. */
// @ts-ignore: decorator
@inline
function columnCount(plan: ConvolutionPlan, place: i32, column: i32): i32 {
  return max(0, min(plan.rowStride - place, (plan.width - column + plan.strideWidth - 1) / plan.strideWidth));
}

/** Whether rows that begin at `place` may take `elements` each, the last one too, without leaving their plane. */
// @ts-ignore: decorator
@inline
function hasRoom(plan: ConvolutionPlan, place: i32, elements: i32): bool {
  return (plan.planeRows - 1) * plan.rowStride + place + elements <= plan.planeStride;
}

/** The planes of one phase of columns that are further apart; writes nothing outside of them. */
// @ts-ignore: decorator
@inline
function layOutPhase<T>(
  plan: ConvolutionPlan, channels: i32, image: usize, phaseRow: i32, phaseColumn: i32, to: usize,
): void {
  const size = sizeof<T>();
  const stride = plan.strideWidth;
  const planeBytes = <usize>plan.planeStride * size, rowBytes = <usize>plan.rowStride * size;
  const channelBytes = <usize>(plan.height * plan.width) * size;
  const place = firstPlace(plan, phaseColumn);
  const column = place * stride + phaseColumn - plan.left;
  const count = columnCount(plan, place, column);
  const lanes = <i32>(16 / size), whole = count / lanes * lanes;
  const placeBytes = <usize>place * size;
  // What is left of a row is one vector with zeros, where there is room for it.
  const hasTail = stride == 2 && whole < count && hasRoom(plan, place, whole + lanes);
  const tailMask = laneMask<T>(count - whole), copied = hasTail ? whole : count;
  const usedBytes = <usize>(hasTail ? whole + lanes : count) * size;
  for (let c = 0; c < channels; c++) {
    let h = phaseRow - plan.top, target = to + placeBytes, rest = to;
    for (let row = 0; row < plan.planeRows; row++) {
      if (<u32>h < <u32>plan.height) {
        clear<T>(rest, target);
        const from = image + <usize>(h * plan.width + column) * size;
        copyStrided<T>(from, stride, copied, target);
        if (hasTail) {
          const tail = from + <usize>(2 * whole) * size;
          v128.store(target + <usize>whole * size, v128.and(evensOf<T>(v128.load(tail), v128.load(tail, 16)), tailMask));
        }
        rest = target + usedBytes;
      }
      h += plan.strideHeight;
      target += rowBytes;
    }
    clear<T>(rest, to + planeBytes);
    image += channelBytes;
    to += <usize>(plan.phaseRows * plan.phaseColumns) * planeBytes;
  }
}

/** The planes of both phases of columns that are two apart: an image's row is read once for two rows of planes. */
// @ts-ignore: decorator
@inline
function layOutPhases<T>(plan: ConvolutionPlan, channels: i32, image: usize, phaseRow: i32, to: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const planeBytes = <usize>plan.planeStride * size, rowBytes = <usize>plan.rowStride * size;
  const channelBytes = <usize>(plan.height * plan.width) * size;
  // The phase of the image's first column, and that of its second.
  const evenPhase = plan.left & 1, oddPhase = 1 - evenPhase;
  const evenPlace = firstPlace(plan, evenPhase), oddPlace = firstPlace(plan, oddPhase);
  const evens = columnCount(plan, evenPlace, 0), odds = columnCount(plan, oddPlace, 1);
  const both = min(evens, odds) / lanes * lanes;
  const evenBytes = <usize>evenPlace * size, oddBytes = <usize>oddPlace * size;
  // What is left of a row is one vector with zeros for each plane, where there is room for it.
  const most = max(evens, odds), hasTail = both < most && most <= both + lanes &&
    hasRoom(plan, evenPlace, both + lanes) && hasRoom(plan, oddPlace, both + lanes);
  const evenMask = laneMask<T>(evens - both), oddMask = laneMask<T>(odds - both);
  const usedEvens = <usize>(hasTail ? both + lanes : evens) * size, usedOdds = <usize>(hasTail ? both + lanes : odds) * size;
  for (let c = 0; c < channels; c++) {
    const evenPlane = to + <usize>evenPhase * planeBytes, oddPlane = to + <usize>oddPhase * planeBytes;
    let h = phaseRow - plan.top, even = evenPlane + evenBytes, odd = oddPlane + oddBytes;
    let evenRest = evenPlane, oddRest = oddPlane;
    for (let row = 0; row < plan.planeRows; row++) {
      if (<u32>h < <u32>plan.height) {
        if (both || hasTail) {
          clearBefore<T>(evenRest, even);
          clearBefore<T>(oddRest, odd);
        } else {
          clear<T>(evenRest, even);
          clear<T>(oddRest, odd);
        }
        let from = image + <usize>(h * plan.width) * size, toEven = even, toOdd = odd;
        for (let column = 0; column < both; column += lanes) {
          const first = v128.load(from), second = v128.load(from, 16);
          v128.store(toEven, evensOf<T>(first, second));
          v128.store(toOdd, oddsOf<T>(first, second));
          from += 32;
          toEven += 16;
          toOdd += 16;
        }
        if (hasTail) {
          const first = v128.load(from), second = v128.load(from, 16);
          v128.store(toEven, v128.and(evensOf<T>(first, second), evenMask));
          v128.store(toOdd, v128.and(oddsOf<T>(first, second), oddMask));
        } else {
          copyStrided<T>(from, 2, evens - both, toEven);
          copyStrided<T>(from + size, 2, odds - both, toOdd);
        }
        evenRest = even + usedEvens;
        oddRest = odd + usedOdds;
      }
      h += plan.strideHeight;
      even += rowBytes;
      odd += rowBytes;
    }
    clear<T>(evenRest, evenPlane + planeBytes);
    clear<T>(oddRest, oddPlane + planeBytes);
    image += channelBytes;
    to += <usize>(2 * plan.phaseRows) * planeBytes;
  }
}

/** Lays out one image; `to` has room for all planes and one vector. A `gate` needs strides of 1. */
// @ts-ignore: decorator
@inline
export function layOut<T>(plan: ConvolutionPlan, image: usize, gate: usize, to: usize): void {
  layOutChannels<T>(plan, 0, plan.channels, image, gate, to);
}

/** Lays out the channels `first` to `last` of one image, the first of them at `to`. */
export function layOutChannels<T>(
  plan: ConvolutionPlan, first: i32, last: i32, image: usize, gate: usize, to: usize,
): void {
  const size = sizeof<T>();
  const channels = last - first;
  const planeBytes = <usize>plan.planeStride * size, channelBytes = <usize>(plan.height * plan.width) * size;
  const end = to + <usize>(channels * plan.phaseRows * plan.phaseColumns) * planeBytes;
  image += <usize>first * channelBytes;
  if (gate) gate += <usize>first * channelBytes;
  if (plan.strideWidth > 1) {
    for (let phaseRow = 0; phaseRow < plan.phaseRows; phaseRow++) {
      if (plan.strideWidth == 2 && plan.phaseColumns == 2) {
        layOutPhases<T>(plan, channels, image, phaseRow, to);
        to += 2 * planeBytes;
        continue;
      }
      for (let phaseColumn = 0; phaseColumn < plan.phaseColumns; phaseColumn++) {
        layOutPhase<T>(plan, channels, image, phaseRow, phaseColumn, to);
        to += planeBytes;
      }
    }
  } else {
    // Planes in their order, as the last vector of one may reach into the next.
    const together = plan.phaseRows == 1 ? channels : 1;
    for (let c = 0; c < channels; c += together) {
      const at = <usize>c * channelBytes;
      for (let phaseRow = 0; phaseRow < plan.phaseRows; phaseRow++) {
        layOutRows<T>(plan, together, image + at, gate ? gate + at : 0, phaseRow, to);
        to += <usize>together * planeBytes;
      }
    }
  }
  v128.store(end, v128.splat<T>(0));
}

/** First filter of a panel within its group. */
// @ts-ignore: decorator
@inline
export function panelStart(plan: ConvolutionPlan, panel: i32): i32 {
  return panel < plan.sixes ? 6 * panel : 2 * plan.sixes + 4 * panel;
}
