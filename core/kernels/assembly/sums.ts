// Sums of all elements, of their squares and of their sizes, in blocks and pairs, so that rounding errors grow with the
// logarithm of their number.

import { sumOfRun } from "./normalization_runs";
import { firstPart } from "./pairs";
import { addLanes } from "./reduce";

/** Elements that are added up before sums are added in pairs, in f64. */
const blockSize: i32 = 256;

/** A block of squares in f32 with a smaller sum may have lost squares that are not small beside it. */
const smallest: f64 = 1e-28;

export function sum_f32(size: i32, x: usize): f64 {
  return sumOfRun<f32>(size, x);
}

export function sum_f64(size: i32, x: usize): f64 {
  return sumOfRun<f64>(size, x);
}

/** Term of a sum for each element: its square or its size. */
// @ts-ignore: decorator
@inline
function term<T>(value: v128, squares: bool): v128 {
  return squares ? v128.mul<T>(value, value) : v128.abs<T>(value);
}

/** The sum of squares or of sizes of a block, in the element type; in f64 where f32 does not hold them. */
// @ts-ignore: decorator
@inline
function termsOfBlock<T>(count: i32, x: usize, squares: bool): f64 {
  const width = <i32>(16 / sizeof<T>());
  let s0 = v128.splat<T>(0), s1 = s0, s2 = s0, s3 = s0;
  let p = x, left = count;
  for (; left >= 4 * width; left -= 4 * width) {
    s0 = v128.add<T>(s0, term<T>(v128.load(p), squares));
    s1 = v128.add<T>(s1, term<T>(v128.load(p, 16), squares));
    s2 = v128.add<T>(s2, term<T>(v128.load(p, 32), squares));
    s3 = v128.add<T>(s3, term<T>(v128.load(p, 48), squares));
    p += 64;
  }
  let block: T = addLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
  for (; left > 0; left--) {
    const value = load<T>(p);
    block += squares ? value * value : abs<T>(value);
    p += sizeof<T>();
  }
  const sum = <f64>block;
  if (sizeof<T>() == 8 || (sum >= smallest && sum < Infinity)) return sum;
  let exact: f64 = 0;
  for (; count > 0; count--) {
    const value = <f64>load<T>(x);
    exact += squares ? value * value : abs<f64>(value);
    x += sizeof<T>();
  }
  return exact;
}

/** `Σ x²`. */
function squaresOf<T>(count: i32, x: usize): f64 {
  if (count <= blockSize) return termsOfBlock<T>(count, x, true);
  const first = firstPart(count, blockSize);
  return squaresOf<T>(first, x) + squaresOf<T>(count - first, x + <usize>first * sizeof<T>());
}

/** `Σ (scale x)²`, where x² itself is beyond f64. */
function scaledSquares(count: i32, x: usize, scale: f64): f64 {
  if (count > blockSize) {
    const first = firstPart(count, blockSize);
    return scaledSquares(first, x, scale) + scaledSquares(count - first, x + (<usize>first << 3), scale);
  }
  let sum: f64 = 0;
  for (; count > 0; count--) {
    const value = scale * load<f64>(x);
    sum += value * value;
    x += 8;
  }
  return sum;
}

/** `Σ |x|`. */
function sizesOf<T>(count: i32, x: usize): f64 {
  if (count <= blockSize) return termsOfBlock<T>(count, x, false);
  const first = firstPart(count, blockSize);
  return sizesOf<T>(first, x) + sizesOf<T>(count - first, x + <usize>first * sizeof<T>());
}

export function squaredSum_f32(size: i32, x: usize): f64 {
  return squaresOf<f32>(size, x);
}

export function squaredSum_f64(size: i32, x: usize): f64 {
  return squaresOf<f64>(size, x);
}

/** The sum of squares of scaled f64 numbers. */
export function scaledSquaredSum(size: i32, x: usize, scale: f64): f64 {
  return scaledSquares(size, x, scale);
}

export function absoluteSum_f32(size: i32, x: usize): f64 {
  return sizesOf<f32>(size, x);
}

export function absoluteSum_f64(size: i32, x: usize): f64 {
  return sizesOf<f64>(size, x);
}
