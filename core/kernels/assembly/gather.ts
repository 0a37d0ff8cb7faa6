// A batch of images gathered by index from bytes as they lie on disk, scaled and shifted on the way.

/** Four whole numbers from 0 to 255, which are the same signed, as signed ones are converted in one instruction. */
// @ts-ignore: decorator
@inline
function scaled<T>(numbers: v128, scale: v128): v128 {
  return v128.mul<T>(f32x4.convert_i32x4_s(numbers), scale);
}

// @ts-ignore: decorator
@inline
function finish<T>(pixels: v128, scale: v128, mean: usize): v128 {
  const scaled = v128.mul<T>(pixels, scale);
  return mean ? v128.sub<T>(scaled, v128.load(mean)) : scaled;
}

/** `out[n] = scale * bytes[indices[n]] - mean` for the rows `from` to `to`; a mean of address 0 is none. */
// @ts-ignore: decorator
@inline
function gatherImages<T>(
  from: i32, to: i32, rowSize: i32, bytes: usize, indices: usize, scale: T, mean: usize, out: usize,
): void {
  const size = sizeof<T>();
  const scales = v128.splat<T>(scale);
  const step: usize = mean ? size : 0;
  for (let n = from; n < to; n++) {
    let p = bytes + <usize>load<i32>(indices + <usize>n * 4) * <usize>rowSize;
    let q = out + <usize>n * <usize>rowSize * size;
    let m = mean;
    let i = 0;
    if (size == 4) {
      // Sixteen bytes at a time, and one branch for all of them: two thirds of the time.
      for (; i + 16 <= rowSize; i += 16) {
        const pixels = v128.load(p);
        const first = i16x8.extend_low_i8x16_u(pixels), second = i16x8.extend_high_i8x16_u(pixels);
        const scaled0 = scaled<T>(i32x4.extend_low_i16x8_u(first), scales);
        const scaled1 = scaled<T>(i32x4.extend_high_i16x8_u(first), scales);
        const scaled2 = scaled<T>(i32x4.extend_low_i16x8_u(second), scales);
        const scaled3 = scaled<T>(i32x4.extend_high_i16x8_u(second), scales);
        if (mean) {
          v128.store(q, v128.sub<T>(scaled0, v128.load(m)));
          v128.store(q, v128.sub<T>(scaled1, v128.load(m, 16)), 16);
          v128.store(q, v128.sub<T>(scaled2, v128.load(m, 32)), 32);
          v128.store(q, v128.sub<T>(scaled3, v128.load(m, 48)), 48);
        } else {
          v128.store(q, scaled0);
          v128.store(q, scaled1, 16);
          v128.store(q, scaled2, 32);
          v128.store(q, scaled3, 48);
        }
        p += 16;
        q += 64;
        m += 16 * step;
      }
    }
    for (; i + 8 <= rowSize; i += 8) {
      const words = v128.load8x8_u(p);
      const low = i32x4.extend_low_i16x8_u(words), high = i32x4.extend_high_i16x8_u(words);
      if (size == 4) {
        v128.store(q, finish<T>(f32x4.convert_i32x4_s(low), scales, m));
        v128.store(q, finish<T>(f32x4.convert_i32x4_s(high), scales, mean ? m + 16 : 0), 16);
      } else {
        v128.store(q, finish<T>(f64x2.convert_low_i32x4_s(low), scales, m));
        v128.store(q, finish<T>(f64x2.convert_low_i32x4_s(i64x2.shuffle(low, low, 1, 1)), scales, mean ? m + 16 : 0), 16);
        v128.store(q, finish<T>(f64x2.convert_low_i32x4_s(high), scales, mean ? m + 32 : 0), 32);
        v128.store(q, finish<T>(f64x2.convert_low_i32x4_s(i64x2.shuffle(high, high, 1, 1)), scales, mean ? m + 48 : 0), 48);
      }
      p += 8;
      q += 8 * size;
      m += 8 * step;
    }
    for (; i < rowSize; i++) {
      const scaled = <T>load<u8>(p) * scale;
      store<T>(q, mean ? scaled - load<T>(m) : scaled);
      p += 1;
      q += size;
      m += step;
    }
  }
}

export function gatherImages_f32(
  from: i32, to: i32, rowSize: i32, bytes: usize, indices: usize, scale: f32, mean: usize, out: usize,
): void {
  gatherImages<f32>(from, to, rowSize, bytes, indices, scale, mean, out);
}

export function gatherImages_f64(
  from: i32, to: i32, rowSize: i32, bytes: usize, indices: usize, scale: f64, mean: usize, out: usize,
): void {
  gatherImages<f64>(from, to, rowSize, bytes, indices, scale, mean, out);
}
