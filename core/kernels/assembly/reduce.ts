// Sums over rows, and where rows have their largest element.
//
// Rows are added in blocks and the blocks in pairs, so that rounding errors grow with the logarithm of their number.
// The order depends on the number of rows alone, never on how columns are split.

import { firstPart } from "./pairs";

/** Rows of a block: even and odd ones are added up apart. */
const blockRows: i32 = 64;

/** Sums of four neighbouring vectors, as `addFour` leaves them. Globals are each thread's own. */
let sum0: v128 = i32x4.splat(0);
let sum1: v128 = i32x4.splat(0);
let sum2: v128 = i32x4.splat(0);
let sum3: v128 = i32x4.splat(0);

/** The first `columns` lanes of a vector; the last vector of a row must not reach into the next row. */
// @ts-ignore: decorator
@inline
export function storeLanes<T>(to: usize, value: v128, columns: i32): void {
  store<T>(to, v128.extract_lane<T>(value, 0));
  if (columns > 1) store<T>(to, v128.extract_lane<T>(value, 1), sizeof<T>());
  if (sizeof<T>() == 4) {
    if (columns > 2) store<f32>(to, f32x4.extract_lane(value, 2), 8);
    if (columns > 3) store<f32>(to, f32x4.extract_lane(value, 3), 12);
  }
}

/** All lanes added, pairwise. */
// @ts-ignore: decorator
@inline
export function addLanes<T>(value: v128): T {
  if (sizeof<T>() == 4) {
    return <T>((f32x4.extract_lane(value, 0) + f32x4.extract_lane(value, 2)) +
      (f32x4.extract_lane(value, 1) + f32x4.extract_lane(value, 3)));
  }
  return <T>(f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1));
}

/** The sum of a vector of each of `rows` rows. */
function addOne<T>(rows: i32, stride: usize, x: usize): v128 {
  if (rows > blockRows) {
    const first = firstPart(rows, blockRows);
    const sum = addOne<T>(first, stride, x);
    return v128.add<T>(sum, addOne<T>(rows - first, stride, x + <usize>first * stride));
  }
  let even = v128.splat<T>(0), odd = even;
  for (; rows > 1; rows -= 2) {
    even = v128.add<T>(even, v128.load(x));
    odd = v128.add<T>(odd, v128.load(x + stride));
    x += 2 * stride;
  }
  if (rows) even = v128.add<T>(even, v128.load(x));
  return v128.add<T>(even, odd);
}

/** The same of four neighbouring vectors: each line of a cache is read once. */
function addFour<T>(rows: i32, stride: usize, x: usize): void {
  if (rows > blockRows) {
    const first = firstPart(rows, blockRows);
    addFour<T>(first, stride, x);
    const s0 = sum0, s1 = sum1, s2 = sum2, s3 = sum3;
    addFour<T>(rows - first, stride, x + <usize>first * stride);
    sum0 = v128.add<T>(s0, sum0);
    sum1 = v128.add<T>(s1, sum1);
    sum2 = v128.add<T>(s2, sum2);
    sum3 = v128.add<T>(s3, sum3);
    return;
  }
  let even0 = v128.splat<T>(0), even1 = even0, even2 = even0, even3 = even0;
  let odd0 = even0, odd1 = even0, odd2 = even0, odd3 = even0;
  for (; rows > 1; rows -= 2) {
    even0 = v128.add<T>(even0, v128.load(x));
    even1 = v128.add<T>(even1, v128.load(x, 16));
    even2 = v128.add<T>(even2, v128.load(x, 32));
    even3 = v128.add<T>(even3, v128.load(x, 48));
    x += stride;
    odd0 = v128.add<T>(odd0, v128.load(x));
    odd1 = v128.add<T>(odd1, v128.load(x, 16));
    odd2 = v128.add<T>(odd2, v128.load(x, 32));
    odd3 = v128.add<T>(odd3, v128.load(x, 48));
    x += stride;
  }
  if (rows) {
    even0 = v128.add<T>(even0, v128.load(x));
    even1 = v128.add<T>(even1, v128.load(x, 16));
    even2 = v128.add<T>(even2, v128.load(x, 32));
    even3 = v128.add<T>(even3, v128.load(x, 48));
  }
  sum0 = v128.add<T>(even0, odd0);
  sum1 = v128.add<T>(even1, odd1);
  sum2 = v128.add<T>(even2, odd2);
  sum3 = v128.add<T>(even3, odd3);
}

/** `out[j] = Σ x[n, j]` for the columns `from` to `to`. */
// @ts-ignore: decorator
@inline
function columnSums<T>(from: i32, to: i32, rows: i32, columns: i32, x: usize, out: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const stride = <usize>columns * size;
  let j = from;
  for (; j + 4 * width <= to; j += 4 * width) {
    addFour<T>(rows, stride, x + <usize>j * size);
    const target = out + <usize>j * size;
    v128.store(target, sum0);
    v128.store(target, sum1, 16);
    v128.store(target, sum2, 32);
    v128.store(target, sum3, 48);
  }
  for (; j < to; j += width) {
    storeLanes<T>(out + <usize>j * size, addOne<T>(rows, stride, x + <usize>j * size), to - j);
  }
}

export function columnSums_f32(from: i32, to: i32, rows: i32, columns: i32, x: usize, out: usize): void {
  columnSums<f32>(from, to, rows, columns, x, out);
}

export function columnSums_f64(from: i32, to: i32, rows: i32, columns: i32, x: usize, out: usize): void {
  columnSums<f64>(from, to, rows, columns, x, out);
}

/** `gradient` where `output` is above 0, else 0. A NaN output is neither: it stays NaN instead of becoming a gradient of 0. */
// @ts-ignore: decorator
@inline
function maskedGradient<T>(output: v128, gradient: v128): v128 {
  const zero = v128.splat<T>(0);
  return v128.bitselect(gradient, v128.mul<T>(output, zero), v128.gt<T>(output, zero));
}

/** The gradient of a relu in place, of the first `columns` elements of a vector. */
// @ts-ignore: decorator
@inline
function reluGradient<T>(y: usize, dy: usize, columns: i32): v128 {
  const gradient = maskedGradient<T>(v128.load(y), v128.load(dy));
  if (columns >= <i32>(16 / sizeof<T>())) v128.store(dy, gradient);
  else storeLanes<T>(dy, gradient, columns);
  return gradient;
}

/** Gradients of a relu in place, of a vector of each of `rows` rows, and their sum. */
function addGradients<T>(rows: i32, stride: usize, y: usize, dy: usize, columns: i32): v128 {
  if (rows > blockRows) {
    const first = firstPart(rows, blockRows);
    const sum = addGradients<T>(first, stride, y, dy, columns);
    const offset = <usize>first * stride;
    return v128.add<T>(sum, addGradients<T>(rows - first, stride, y + offset, dy + offset, columns));
  }
  let even = v128.splat<T>(0), odd = even;
  for (; rows > 1; rows -= 2) {
    even = v128.add<T>(even, reluGradient<T>(y, dy, columns));
    odd = v128.add<T>(odd, reluGradient<T>(y + stride, dy + stride, columns));
    y += 2 * stride;
    dy += 2 * stride;
  }
  if (rows) even = v128.add<T>(even, reluGradient<T>(y, dy, columns));
  return v128.add<T>(even, odd);
}

/** A whole vector of the gradient of a relu in place, added to `sum`. */
// @ts-ignore: decorator
@inline
function addGradient<T>(sum: v128, y: usize, dy: usize): v128 {
  const gradient = maskedGradient<T>(v128.load(y), v128.load(dy));
  v128.store(dy, gradient);
  return v128.add<T>(sum, gradient);
}

/** The same of four neighbouring vectors, whose sums it leaves as `addFour` does: each line of a cache is read once. */
function addFourGradients<T>(rows: i32, stride: usize, y: usize, dy: usize): void {
  if (rows > blockRows) {
    const first = firstPart(rows, blockRows);
    addFourGradients<T>(first, stride, y, dy);
    const s0 = sum0, s1 = sum1, s2 = sum2, s3 = sum3, offset = <usize>first * stride;
    addFourGradients<T>(rows - first, stride, y + offset, dy + offset);
    sum0 = v128.add<T>(s0, sum0);
    sum1 = v128.add<T>(s1, sum1);
    sum2 = v128.add<T>(s2, sum2);
    sum3 = v128.add<T>(s3, sum3);
    return;
  }
  let even0 = v128.splat<T>(0), even1 = even0, even2 = even0, even3 = even0;
  let odd0 = even0, odd1 = even0, odd2 = even0, odd3 = even0;
  for (; rows > 1; rows -= 2) {
    even0 = addGradient<T>(even0, y, dy);
    even1 = addGradient<T>(even1, y + 16, dy + 16);
    even2 = addGradient<T>(even2, y + 32, dy + 32);
    even3 = addGradient<T>(even3, y + 48, dy + 48);
    y += stride;
    dy += stride;
    odd0 = addGradient<T>(odd0, y, dy);
    odd1 = addGradient<T>(odd1, y + 16, dy + 16);
    odd2 = addGradient<T>(odd2, y + 32, dy + 32);
    odd3 = addGradient<T>(odd3, y + 48, dy + 48);
    y += stride;
    dy += stride;
  }
  if (rows) {
    even0 = addGradient<T>(even0, y, dy);
    even1 = addGradient<T>(even1, y + 16, dy + 16);
    even2 = addGradient<T>(even2, y + 32, dy + 32);
    even3 = addGradient<T>(even3, y + 48, dy + 48);
  }
  sum0 = v128.add<T>(even0, odd0);
  sum1 = v128.add<T>(even1, odd1);
  sum2 = v128.add<T>(even2, odd2);
  sum3 = v128.add<T>(even3, odd3);
}

/** `dy[n, j] = 0` where `y[n, j]` is 0, then the column sums of dy, for the columns `from` to `to`. */
// @ts-ignore: decorator
@inline
function reluColumnSums<T>(
  from: i32, to: i32, rows: i32, columns: i32, y: usize, dy: usize, out: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const stride = <usize>columns * size;
  let j = from;
  for (; j + 4 * width <= to; j += 4 * width) {
    const at = <usize>j * size, target = out + at;
    addFourGradients<T>(rows, stride, y + at, dy + at);
    v128.store(target, sum0);
    v128.store(target, sum1, 16);
    v128.store(target, sum2, 32);
    v128.store(target, sum3, 48);
  }
  for (; j < to; j += width) {
    const at = <usize>j * size;
    storeLanes<T>(out + at, addGradients<T>(rows, stride, y + at, dy + at, to - j), to - j);
  }
}

export function reluColumnSums_f32(
  from: i32, to: i32, rows: i32, columns: i32, y: usize, dy: usize, out: usize,
): void {
  reluColumnSums<f32>(from, to, rows, columns, y, dy, out);
}

export function reluColumnSums_f64(
  from: i32, to: i32, rows: i32, columns: i32, y: usize, dy: usize, out: usize,
): void {
  reluColumnSums<f64>(from, to, rows, columns, y, dy, out);
}

/** Column of the first largest element of a row; -1 when the row holds a NaN or is empty. */
// @ts-ignore: decorator
@inline
function argmax<T>(columns: i32, x: usize): i32 {
  let best: i32 = -1;
  let largest: T = -<T>Infinity;
  for (let k = 0; k < columns; k++) {
    const value = load<T>(x + <usize>k * sizeof<T>());
    if (value != value) return -1;
    if (value > largest || best < 0) {
      largest = value;
      best = k;
    }
  }
  return best;
}

/** `out[n]`, i32, is the argmax of row n, for the rows `from` to `to`. */
export function argmaxRows_f32(from: i32, to: i32, columns: i32, x: usize, out: usize): void {
  for (let n = from; n < to; n++) {
    store<i32>(out + <usize>n * 4, argmax<f32>(columns, x + <usize>n * columns * 4));
  }
}

export function argmaxRows_f64(from: i32, to: i32, columns: i32, x: usize, out: usize): void {
  for (let n = from; n < to; n++) {
    store<i32>(out + <usize>n * 4, argmax<f64>(columns, x + <usize>n * columns * 8));
  }
}

/** How many of the rows `from` to `to` have their argmax at the target. */
export function countCorrect_f32(from: i32, to: i32, columns: i32, x: usize, target: usize): i32 {
  let count = 0;
  for (let n = from; n < to; n++) {
    count += i32(argmax<f32>(columns, x + <usize>n * columns * 4) == load<i32>(target + <usize>n * 4));
  }
  return count;
}

export function countCorrect_f64(from: i32, to: i32, columns: i32, x: usize, target: usize): i32 {
  let count = 0;
  for (let n = from; n < to; n++) {
    count += i32(argmax<f64>(columns, x + <usize>n * columns * 8) == load<i32>(target + <usize>n * 4));
  }
  return count;
}
