// Maximum and average over windows, plane by plane.
//
// Neighbouring outputs are the lanes of a vector wherever all their windows lie inside of the image;
// windows that reach into the padding, and averages of images narrower than a vector, go one by one. So do averages over large
// windows, whose elements are added in f64, in blocks and pairs.

import { sumOfExamples } from "./channel_sums";
import { sumOfRun } from "./normalization_runs";
import { averagePlanes } from "./pooling_image";

/** Elements of the largest window that is added up element by element. */
const smallWindow: i32 = 64;

/** Written by core/pooling as 32-bit words in this order. */
@unmanaged
export class PoolingWindow {
  /** Of the image. */
  height: i32;
  width: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  top: i32;
  left: i32;
  /** Of the output. */
  rows: i32;
  columns: i32;
  /** Columns of the output from the first to past the last whose windows lie inside of the image. */
  innerFrom: i32;
  innerTo: i32;
  /** Divisor of sums for averages; 0 for the number of elements of a window that lie inside of the image. */
  divisor: i32;
}

/** Whether one window is the whole image. */
// @ts-ignore: decorator
@inline
export function spansImage(window: PoolingWindow): bool {
  return (window.rows | window.columns) == 1 && (window.top | window.left) == 0 &&
    window.kernelHeight == window.height && window.kernelWidth == window.width;
}

/** The values `stride` apart from `from` on. */
// @ts-ignore: decorator
@inline
function strided<T>(from: usize, stride: i32): v128 {
  const value = v128.load(from);
  if (stride == 1) return value;
  if (stride == 2) {
    const next = v128.load(from, 16);
    return sizeof<T>() == 4 ? i32x4.shuffle(value, next, 0, 2, 4, 6) : i64x2.shuffle(value, next, 0, 2);
  }
  const step = <usize>stride * sizeof<T>();
  let gathered = v128.replace_lane<T>(value, 1, load<T>(from + step));
  if (sizeof<T>() == 4) {
    gathered = v128.replace_lane<T>(gathered, 2, load<T>(from + 2 * step));
    gathered = v128.replace_lane<T>(gathered, 3, load<T>(from + 3 * step));
  }
  return gathered;
}

// @ts-ignore: decorator
@inline
export function splatPlace<T>(place: i32): v128 {
  return sizeof<T>() == 4 ? i32x4.splat(place) : i64x2.splat(place);
}

/** Stores the first `count` maxima, at least one, and their places as 32-bit numbers. */
// @ts-ignore: decorator
@inline
function storeMaxima<T>(count: i32, y: usize, best: v128, at: usize, places: v128): void {
  if (sizeof<T>() == 4) {
    if (count == 4) {
      v128.store(y, best);
      v128.store(at, places);
      return;
    }
    v128.store32_lane(y, best, 0);
    v128.store32_lane(at, places, 0);
    if (count == 1) return;
    v128.store32_lane(y, best, 1, 4);
    v128.store32_lane(at, places, 1, 4);
    if (count == 2) return;
    v128.store32_lane(y, best, 2, 8);
    v128.store32_lane(at, places, 2, 8);
  } else {
    v128.store64_lane(y, best, 0);
    v128.store32_lane(at, places, 0);
    if (count == 1) return;
    v128.store64_lane(y, best, 1, 8);
    v128.store32_lane(at, places, 2, 4);
  }
}

/** One window of `rows` taps a column from `x` on: its maximum, and the place of the first, counted from `place`. */
// @ts-ignore: decorator
@inline
function largest<T>(x: usize, width: i32, rows: i32, columns: i32, place: i32, y: usize, at: usize): void {
  const size = sizeof<T>();
  let best = load<T>(x);
  let bestPlace = place;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = load<T>(x + <usize>(i * width + j) * size);
      // The first NaN wins over everything: nothing compares as larger.
      if (value > best || (value != value && best == best)) {
        best = value;
        bestPlace = place + i * width + j;
      }
    }
  }
  store<T>(y, best);
  store<i32>(at, bestPlace);
}

/** Which lanes of `value` win over those of `best`: larger ones, and the first NaN over everything. */
// @ts-ignore: decorator
@inline
function winners<T>(value: v128, best: v128): v128 {
  return v128.andnot(v128.eq<T>(best, best), v128.le<T>(value, best));
}

/** Lanes of `value` where the mask is set, else of `other`: one instruction, where a select of bits takes three. */
// @ts-ignore: decorator
@inline
function pick<T>(value: v128, other: v128, mask: v128): v128 {
  return sizeof<T>() == 4
    ? i32x4.relaxed_laneselect(value, other, mask)
    : i64x2.relaxed_laneselect(value, other, mask);
}

// @ts-ignore: decorator
@inline
export function addPlaces<T>(places: v128, more: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.add(places, more) : i64x2.add(places, more);
}

/** The same for `count` neighbouring windows `stride` apart, at most a vector of them, all inside of the image. */
// @ts-ignore: decorator
@inline
function largestOfRun<T>(
  x: usize, width: i32, stride: i32, rows: i32, columns: i32, place: i32, count: i32, y: usize, at: usize,
): void {
  const size = sizeof<T>();
  const first = sizeof<T>() == 4
    ? i32x4.add(i32x4.splat(place), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(stride)))
    : i64x2(<i64>place, <i64>(place + stride));
  let best = strided<T>(x, stride);
  let bestPlace = first;
  for (let i = 0; i < rows; i++) {
    for (let j = i == 0 ? 1 : 0; j < columns; j++) {
      const value = strided<T>(x + <usize>(i * width + j) * size, stride);
      const wins = winners<T>(value, best);
      best = pick<T>(value, best, wins);
      bestPlace = pick<T>(addPlaces<T>(first, splatPlace<T>(i * width + j)), bestPlace, wins);
    }
  }
  storeMaxima<T>(count, y, best, at, bestPlace);
}

/** The elements 0, 2, … of two vectors. */
// @ts-ignore: decorator
@inline
function evens<T>(first: v128, second: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shuffle(first, second, 0, 2, 4, 6) : i64x2.shuffle(first, second, 0, 2);
}

/** The elements 1, 3, … of two vectors. */
// @ts-ignore: decorator
@inline
function odds<T>(first: v128, second: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shuffle(first, second, 1, 3, 5, 7) : i64x2.shuffle(first, second, 1, 3);
}

/** The places `place`, two on, and so on. */
// @ts-ignore: decorator
@inline
function evenPlaces<T>(place: i32): v128 {
  return sizeof<T>() == 4
    ? i32x4.add(i32x4.splat(place), i32x4(0, 2, 4, 6))
    : i64x2(<i64>place, <i64>(place + 2));
}

/** Places, one on where the mask is set. */
// @ts-ignore: decorator
@inline
function oneOn<T>(places: v128, mask: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.sub(places, mask) : i64x2.sub(places, mask);
}

/**
 * The same for a vector of windows two columns wide and two apart, the usual ones, whose values lie in whole vectors;
 * places are counted from `places` on, `width` from row to row.
 */
// @ts-ignore: decorator
@inline
function largestOfPairs<T>(x: usize, rowBytes: usize, rows: i32, places: v128, width: v128, count: i32, y: usize, at: usize): void {
  let first = v128.load(x), second = v128.load(x, 16);
  let even = evens<T>(first, second), odd = odds<T>(first, second), wins = winners<T>(odd, even);
  let best = pick<T>(odd, even, wins), bestPlace = oneOn<T>(places, wins);
  for (let i = 1; i < rows; i++) {
    x += rowBytes;
    places = addPlaces<T>(places, width);
    first = v128.load(x);
    second = v128.load(x, 16);
    even = evens<T>(first, second);
    odd = odds<T>(first, second);
    wins = winners<T>(odd, even);
    const value = pick<T>(odd, even, wins), valuePlace = oneOn<T>(places, wins);
    wins = winners<T>(value, best);
    best = pick<T>(value, best, wins);
    bestPlace = pick<T>(valuePlace, bestPlace, wins);
  }
  storeMaxima<T>(count, y, best, at, bestPlace);
}

/** Whether windows two columns wide and two apart cover the image, each element once, and a row has a vector of them. */
// @ts-ignore: decorator
@inline
export function tilesByPairs<T>(window: PoolingWindow): bool {
  return window.kernelWidth == 2 && window.strideWidth == 2 && window.kernelHeight == window.strideHeight &&
    window.columns >= <i32>(16 / sizeof<T>()) && (window.left | window.top) == 0 &&
    window.width == 2 * window.columns && window.height == window.rows * window.kernelHeight;
}

/** The maxima of windows for which `tilesByPairs` holds, and the place of each within its window of two columns. */
// @ts-ignore: decorator
@inline
function maximumPoolPairs<T>(from: i32, to: i32, window: PoolingWindow, x: usize, y: usize, places: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size), columns = window.columns, kernel = window.kernelHeight;
  const rowBytes = <usize>window.width * size, columnBytes = <usize>columns * size;
  const first = splatPlace<T>(0), two = splatPlace<T>(2);
  const end = to * window.rows;
  let row = from * window.rows;
  x += <usize>(row * kernel) * rowBytes;
  y += <usize>row * columnBytes;
  places += <usize>(row * columns) << 2;
  for (; row < end; row++) {
    for (let column = 0; column < columns; column += lanes) {
      // The last run overlaps the one before it instead of leaving a rest.
      const q = <usize>min(column, columns - lanes);
      largestOfPairs<T>(x + 2 * q * size, rowBytes, kernel, first, two, lanes, y + q * size, places + (q << 2));
    }
    x += <usize>kernel * rowBytes;
    y += columnBytes;
    places += <usize>columns << 2;
  }
}

/**
 * Maxima of the planes `from` to `to`, and for each the place where it stands: in its plane, or within its window where
 * `tilesByPairs` holds.
 */
// @ts-ignore: decorator
@inline
function maximumPool<T>(from: i32, to: i32, window: PoolingWindow, x: usize, y: usize, places: usize): void {
  if (tilesByPairs<T>(window)) {
    maximumPoolPairs<T>(from, to, window, x, y, places);
    return;
  }
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const width = window.width, stride = window.strideWidth, columns = window.columns;
  const isPairs = stride == 2 && window.kernelWidth == 2;
  // Fewer windows than lanes are a vector too, unless its other lanes would lie past what may be read after a tensor.
  const inner = window.innerTo - window.innerFrom, count = min(lanes, inner), runs = inner >= lanes || stride <= 2;
  for (let plane = from; plane < to; plane++) {
    const image = x + <usize>(plane * window.height * width) * size;
    for (let r = 0; r < window.rows; r++) {
      const top = r * window.strideHeight - window.top;
      const h = max(0, top), rows = min(window.height, top + window.kernelHeight) - h;
      const row = (plane * window.rows + r) * columns;
      let q = 0;
      while (q < columns) {
        const isInner = q >= window.innerFrom && q < window.innerTo;
        if (isInner && runs) {
          // The last run overlaps the one before it instead of leaving a rest.
          q = min(q, window.innerTo - count);
          const place = h * width + q * stride - window.left;
          const target = y + <usize>(row + q) * size, at = places + (<usize>(row + q) << 2);
          const source = image + <usize>place * size;
          if (isPairs) largestOfPairs<T>(source, <usize>width * size, rows, evenPlaces<T>(place), splatPlace<T>(width), count, target, at);
          else largestOfRun<T>(source, width, stride, rows, window.kernelWidth, place, count, target, at);
          q += count;
        } else {
          const left = q * stride - window.left;
          const w = max(0, left), taps = min(width, left + window.kernelWidth) - w;
          const place = h * width + w;
          const target = y + <usize>(row + q) * size, at = places + (<usize>(row + q) << 2);
          largest<T>(image + <usize>place * size, width, rows, taps, place, target, at);
          q++;
        }
      }
    }
  }
}

/** The sum of `rows` runs of `taps` elements, a row of the image apart. */
// @ts-ignore: decorator
@inline
function sumOfWindow<T>(isLarge: bool, rows: i32, taps: i32, width: i32, tap: usize): T {
  const rowBytes = <usize>width * sizeof<T>();
  if (isLarge) return <T>(taps == width ? sumOfRun<T>(rows * taps, tap) : sumOfExamples<T>(rows, taps, rowBytes, tap));
  let sum: T = 0;
  for (; rows > 0; rows--) {
    for (let j = 0; j < taps; j++) sum += load<T>(tap + <usize>j * sizeof<T>());
    tap += rowBytes;
  }
  return sum;
}

/** Averages of the planes `from` to `to`. */
// @ts-ignore: decorator
@inline
function averagePool<T>(from: i32, to: i32, window: PoolingWindow, x: usize, y: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const width = window.width, stride = window.strideWidth, columns = window.columns;
  const isLarge = window.kernelHeight * window.kernelWidth > smallWindow;
  if (!isLarge && spansImage(window)) {
    const places = window.height * width;
    averagePlanes<T>(from, to, places, <T>places, x, y);
    return;
  }
  const runs = !isLarge && window.innerTo - window.innerFrom >= lanes;
  const divisor = window.divisor;
  const isPairs = stride == 2 && window.kernelWidth == 2, rowBytes = <usize>width * size;
  for (let plane = from; plane < to; plane++) {
    const image = x + <usize>(plane * window.height * width) * size;
    for (let r = 0; r < window.rows; r++) {
      const top = r * window.strideHeight - window.top;
      const h = max(0, top), rows = min(window.height, top + window.kernelHeight) - h;
      const row = y + <usize>((plane * window.rows + r) * columns) * size;
      let q = 0;
      while (q < columns) {
        if (runs && q >= window.innerFrom && q < window.innerTo) {
          q = min(q, window.innerTo - lanes);
          let tap = image + <usize>(h * width + q * stride - window.left) * size;
          let sum = v128.splat<T>(0);
          for (let i = 0; i < rows; i++) {
            if (isPairs) {
              const first = v128.load(tap), second = v128.load(tap, 16);
              sum = v128.add<T>(v128.add<T>(sum, evens<T>(first, second)), odds<T>(first, second));
            } else {
              for (let j = 0; j < window.kernelWidth; j++) {
                sum = v128.add<T>(sum, strided<T>(tap + <usize>j * size, stride));
              }
            }
            tap += rowBytes;
          }
          const count = <T>(divisor ? divisor : rows * window.kernelWidth);
          v128.store(row + <usize>q * size, v128.div<T>(sum, v128.splat<T>(count)));
          q += lanes;
        } else {
          const left = q * stride - window.left;
          const w = max(0, left), taps = min(width, left + window.kernelWidth) - w;
          const sum = sumOfWindow<T>(isLarge, rows, taps, width, image + <usize>(h * width + w) * size);
          store<T>(row + <usize>q * size, sum / <T>(divisor ? divisor : rows * taps));
          q++;
        }
      }
    }
  }
}

export function maximumPool_f32(from: i32, to: i32, window: usize, x: usize, y: usize, places: usize): void {
  maximumPool<f32>(from, to, changetype<PoolingWindow>(window), x, y, places);
}

export function maximumPool_f64(from: i32, to: i32, window: usize, x: usize, y: usize, places: usize): void {
  maximumPool<f64>(from, to, changetype<PoolingWindow>(window), x, y, places);
}

export function averagePool_f32(from: i32, to: i32, window: usize, x: usize, y: usize): void {
  averagePool<f32>(from, to, changetype<PoolingWindow>(window), x, y);
}

export function averagePool_f64(from: i32, to: i32, window: usize, x: usize, y: usize): void {
  averagePool<f64>(from, to, changetype<PoolingWindow>(window), x, y);
}
