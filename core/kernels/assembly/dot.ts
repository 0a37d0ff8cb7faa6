// The inner product of two runs, in blocks and pairs, so that rounding errors grow with the logarithm of their number.

import { firstPart } from "./pairs";

/** Products that are added up before sums are added in pairs. */
const blockSize: i32 = 256;

/** `Σ x y` of a block in f64, which holds the product of two f32 numbers exactly. */
// @ts-ignore: decorator
@inline
function productsOfBlock<T>(count: i32, x: usize, y: usize): f64 {
  let even = f64x2.splat(0), odd = even;
  for (; count >= 4; count -= 4) {
    if (sizeof<T>() == 4) {
      const a = v128.load(x), b = v128.load(y);
      const high = v128.shuffle<i32>(a, a, 2, 3, 2, 3), other = v128.shuffle<i32>(b, b, 2, 3, 2, 3);
      even = f64x2.add(even, f64x2.mul(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b)));
      odd = f64x2.add(odd, f64x2.mul(f64x2.promote_low_f32x4(high), f64x2.promote_low_f32x4(other)));
    } else {
      even = f64x2.add(even, f64x2.mul(v128.load(x), v128.load(y)));
      odd = f64x2.add(odd, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
    }
    x += 4 * sizeof<T>();
    y += 4 * sizeof<T>();
  }
  const both = f64x2.add(even, odd);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; count > 0; count--) {
    sum += <f64>load<T>(x) * <f64>load<T>(y);
    x += sizeof<T>();
    y += sizeof<T>();
  }
  return sum;
}

function dot<T>(count: i32, x: usize, y: usize): f64 {
  if (count <= blockSize) return productsOfBlock<T>(count, x, y);
  const first = firstPart(count, blockSize);
  const offset = <usize>first * sizeof<T>();
  return dot<T>(first, x, y) + dot<T>(count - first, x + offset, y + offset);
}

export function dot_f32(size: i32, x: usize, y: usize): f64 {
  return dot<f32>(size, x, y);
}

export function dot_f64(size: i32, x: usize, y: usize): f64 {
  return dot<f64>(size, x, y);
}
