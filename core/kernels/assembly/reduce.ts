// Sums whose order of additions depends on the extents alone, never on how the work is split.

/** Elements that a sum adds up in the element type before it goes on in f64. */
const blockSize: i32 = 1024;

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

/** `out[j] = Σ x[n, j]` for the columns `from` to `to`; rows are added in order. */
// @ts-ignore: decorator
@inline
function columnSums<T>(rows: i32, columns: i32, from: i32, to: i32, x: usize, out: usize): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const stride = <usize>columns * size;
  let j = from;
  // Four vectors at a time: their additions do not wait for each other.
  for (; j + 4 * width <= to; j += 4 * width) {
    let s0 = v128.splat<T>(0), s1 = s0, s2 = s0, s3 = s0;
    let p = x + <usize>j * size;
    for (let n = 0; n < rows; n++) {
      s0 = v128.add<T>(s0, v128.load(p));
      s1 = v128.add<T>(s1, v128.load(p, 16));
      s2 = v128.add<T>(s2, v128.load(p, 32));
      s3 = v128.add<T>(s3, v128.load(p, 48));
      p += stride;
    }
    const target = out + <usize>j * size;
    v128.store(target, s0);
    v128.store(target, s1, 16);
    v128.store(target, s2, 32);
    v128.store(target, s3, 48);
  }
  for (; j < to; j += width) {
    let s = v128.splat<T>(0);
    let p = x + <usize>j * size;
    for (let n = 0; n < rows; n++) {
      s = v128.add<T>(s, v128.load(p));
      p += stride;
    }
    storeLanes<T>(out + <usize>j * size, s, to - j);
  }
}

export function columnSums_f32(rows: i32, columns: i32, from: i32, to: i32, x: usize, out: usize): void {
  columnSums<f32>(rows, columns, from, to, x, out);
}

export function columnSums_f64(rows: i32, columns: i32, from: i32, to: i32, x: usize, out: usize): void {
  columnSums<f64>(rows, columns, from, to, x, out);
}

/** `dy[n, j] = 0` where `y[n, j]` is 0, then the column sums of dy, for the columns `from` to `to`. */
// @ts-ignore: decorator
@inline
function reluColumnSums<T>(
  rows: i32, columns: i32, from: i32, to: i32, y: usize, dy: usize, out: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const stride = <usize>columns * size;
  const zero = v128.splat<T>(0);
  for (let j = from; j < to; j += width) {
    let s = zero;
    const valid = to - j;
    let p = y + <usize>j * size;
    let q = dy + <usize>j * size;
    for (let n = 0; n < rows; n++) {
      const output = v128.load(p);
      // A NaN output is neither above 0 nor 0: it stays NaN instead of becoming a gradient of 0.
      const gradient = v128.bitselect(v128.load(q), v128.mul<T>(output, zero), v128.gt<T>(output, zero));
      if (valid >= width) v128.store(q, gradient);
      else storeLanes<T>(q, gradient, valid);
      s = v128.add<T>(s, gradient);
      p += stride;
      q += stride;
    }
    storeLanes<T>(out + <usize>j * size, s, valid);
  }
}

export function reluColumnSums_f32(
  rows: i32, columns: i32, from: i32, to: i32, y: usize, dy: usize, out: usize,
): void {
  reluColumnSums<f32>(rows, columns, from, to, y, dy, out);
}

export function reluColumnSums_f64(
  rows: i32, columns: i32, from: i32, to: i32, y: usize, dy: usize, out: usize,
): void {
  reluColumnSums<f64>(rows, columns, from, to, y, dy, out);
}

/** All elements added in order, in f64. */
// @ts-ignore: decorator
@inline
function sum<T>(size: i32, x: usize): f64 {
  let total: f64 = 0;
  for (let i = 0; i < size; i++) total += <f64>load<T>(x + <usize>i * sizeof<T>());
  return total;
}

export function sum_f32(size: i32, x: usize): f64 {
  return sum<f32>(size, x);
}

export function sum_f64(size: i32, x: usize): f64 {
  return sum<f64>(size, x);
}

/** Term of a sum for each element: its square or its size. */
// @ts-ignore: decorator
@inline
function term<T>(value: v128, squares: bool): v128 {
  return squares ? v128.mul<T>(value, value) : v128.abs<T>(value);
}

/** The sum of squares or of sizes: blocks in the element type, their sums added in order in f64. */
// @ts-ignore: decorator
@inline
function termSum<T>(size: i32, x: usize, squares: bool): f64 {
  const width = <i32>(16 / sizeof<T>());
  let total: f64 = 0;
  let p = x;
  for (let start = 0; start < size; start += blockSize) {
    let s0 = v128.splat<T>(0), s1 = s0, s2 = s0, s3 = s0;
    const count = min(blockSize, size - start);
    let i = 0;
    for (; i + 4 * width <= count; i += 4 * width) {
      s0 = v128.add<T>(s0, term<T>(v128.load(p), squares));
      s1 = v128.add<T>(s1, term<T>(v128.load(p, 16), squares));
      s2 = v128.add<T>(s2, term<T>(v128.load(p, 32), squares));
      s3 = v128.add<T>(s3, term<T>(v128.load(p, 48), squares));
      p += 64;
    }
    let block: T = addLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
    for (; i < count; i++) {
      block += v128.extract_lane<T>(term<T>(v128.splat<T>(load<T>(p)), squares), 0);
      p += sizeof<T>();
    }
    total += <f64>block;
  }
  return total;
}

export function squaredSum_f32(size: i32, x: usize): f64 {
  return termSum<f32>(size, x, true);
}

export function squaredSum_f64(size: i32, x: usize): f64 {
  return termSum<f64>(size, x, true);
}

export function absoluteSum_f32(size: i32, x: usize): f64 {
  return termSum<f32>(size, x, false);
}

export function absoluteSum_f64(size: i32, x: usize): f64 {
  return termSum<f64>(size, x, false);
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
