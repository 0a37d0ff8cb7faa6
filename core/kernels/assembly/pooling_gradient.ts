// Gradients of maximum and average over windows, plane by plane.
//
// Windows two columns wide and two apart that cover the image are written as whole vectors, others element by element.

import { addPlaces, PoolingWindow, spansImage, splatPlace, tilesByPairs } from "./pooling";
import { spreadOverPlanes } from "./pooling_image";

/** Two vectors in turn, in two vectors at `to`. */
// @ts-ignore: decorator
@inline
function storeInTurn<T>(even: v128, odd: v128, to: usize): void {
  if (sizeof<T>() == 4) {
    v128.store(to, i32x4.shuffle(even, odd, 0, 4, 1, 5));
    v128.store(to, i32x4.shuffle(even, odd, 2, 6, 3, 7), 16);
  } else {
    v128.store(to, i64x2.shuffle(even, odd, 0, 2));
    v128.store(to, i64x2.shuffle(even, odd, 1, 3), 16);
  }
}

/** A vector of 32-bit places, in lanes as wide as the elements. */
// @ts-ignore: decorator
@inline
function loadPlaces<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? v128.load(at) : i64x2.extend_low_i32x4_u(v128.load64_zero(at));
}

/** `value` where its place is `wanted`, else 0. */
// @ts-ignore: decorator
@inline
function atPlace<T>(value: v128, places: v128, wanted: v128): v128 {
  const isThere = sizeof<T>() == 4 ? i32x4.eq(places, wanted) : i64x2.eq(places, wanted);
  return v128.and(value, isThere);
}

/** The gradient of maxima over windows for which `tilesByPairs` holds. */
// @ts-ignore: decorator
@inline
function maximumPoolPairsGradient<T>(
  from: i32, to: i32, window: PoolingWindow, dy: usize, places: usize, dx: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size), columns = window.columns, kernel = window.kernelHeight;
  const rowBytes = <usize>window.width * size, columnBytes = <usize>columns * size;
  const minusOne = splatPlace<T>(-1), two = splatPlace<T>(2);
  const end = to * window.rows;
  let row = from * window.rows;
  dy += <usize>row * columnBytes;
  places += <usize>(row * columns) << 2;
  dx += <usize>(row * kernel) * rowBytes;
  for (; row < end; row++) {
    for (let column = 0; column < columns; column += lanes) {
      // The last run overlaps the one before it instead of leaving a rest.
      const q = <usize>min(column, columns - lanes);
      // Added to 0, as where windows overlap.
      const value = v128.add<T>(v128.load(dy + q * size), v128.splat<T>(0));
      const even = loadPlaces<T>(places + (q << 2)), odd = addPlaces<T>(even, minusOne);
      let place = splatPlace<T>(0), at = dx + 2 * q * size;
      for (let i = 0; i < kernel; i++) {
        storeInTurn<T>(atPlace<T>(value, even, place), atPlace<T>(value, odd, place), at);
        place = addPlaces<T>(place, two);
        at += rowBytes;
      }
    }
    dy += columnBytes;
    places += <usize>columns << 2;
    dx += <usize>kernel * rowBytes;
  }
}

/** Adds each output's gradient to the place of its maximum; planes `from` to `to`. */
// @ts-ignore: decorator
@inline
function maximumPoolGradient<T>(
  from: i32, to: i32, window: PoolingWindow, dy: usize, places: usize, dx: usize,
): void {
  if (tilesByPairs<T>(window)) {
    maximumPoolPairsGradient<T>(from, to, window, dy, places, dx);
    return;
  }
  const size = sizeof<T>();
  const inputs = window.height * window.width, outputs = window.rows * window.columns;
  for (let plane = from; plane < to; plane++) {
    const target = dx + <usize>(plane * inputs) * size;
    memory.fill(target, 0, <usize>inputs * size);
    for (let k = plane * outputs, end = k + outputs; k < end; k++) {
      const at = target + <usize>load<i32>(places + (<usize>k << 2)) * size;
      store<T>(at, load<T>(at) + load<T>(dy + <usize>k * size));
    }
  }
}

/** The gradient of averages over windows for which `tilesByPairs` holds. */
// @ts-ignore: decorator
@inline
function averagePoolPairsGradient<T>(from: i32, to: i32, window: PoolingWindow, dy: usize, dx: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size), columns = window.columns, kernel = window.kernelHeight;
  const rowBytes = <usize>window.width * size, zero = v128.splat<T>(0);
  const count: i32 = window.divisor ? window.divisor : kernel << 1, divisor = v128.splat<T>(<T>count);
  for (let row = from * window.rows, end = to * window.rows; row < end; row++) {
    const outputs = dy + <usize>(row * columns) * size, inputs = dx + <usize>(row * kernel) * rowBytes;
    for (let column = 0; column < columns; column += lanes) {
      // The last run overlaps the one before it instead of leaving a rest.
      const q = <usize>min(column, columns - lanes) * size;
      // Added to 0, as where windows overlap.
      const share = v128.add<T>(v128.div<T>(v128.load(outputs + q), divisor), zero);
      let at = inputs + 2 * q;
      for (let i = 0; i < kernel; i++) {
        storeInTurn<T>(share, share, at);
        at += rowBytes;
      }
    }
  }
}

/** Spreads each output's gradient over its window; planes `from` to `to`. */
// @ts-ignore: decorator
@inline
function averagePoolGradient<T>(from: i32, to: i32, window: PoolingWindow, dy: usize, dx: usize): void {
  if (tilesByPairs<T>(window)) {
    averagePoolPairsGradient<T>(from, to, window, dy, dx);
    return;
  }
  const size = sizeof<T>();
  const width = window.width, columns = window.columns;
  if (spansImage(window)) {
    const places = window.height * width;
    spreadOverPlanes<T>(from, to, places, <T>places, dy, dx);
    return;
  }
  const inputs = window.height * width, divisor = window.divisor;
  for (let plane = from; plane < to; plane++) {
    const image = dx + <usize>(plane * inputs) * size;
    memory.fill(image, 0, <usize>inputs * size);
    for (let r = 0; r < window.rows; r++) {
      const top = r * window.strideHeight - window.top;
      const h = max(0, top), lastRow = min(window.height, top + window.kernelHeight);
      for (let q = 0; q < columns; q++) {
        const left = q * window.strideWidth - window.left;
        const w = max(0, left), last = min(width, left + window.kernelWidth);
        const count = <T>(divisor ? divisor : (lastRow - h) * (last - w));
        const share = load<T>(dy + <usize>((plane * window.rows + r) * columns + q) * size) / count;
        for (let i = h; i < lastRow; i++) {
          for (let j = w; j < last; j++) {
            const at = image + <usize>(i * width + j) * size;
            store<T>(at, load<T>(at) + share);
          }
        }
      }
    }
  }
}

export function maximumPoolGradient_f32(
  from: i32, to: i32, window: usize, dy: usize, places: usize, dx: usize,
): void {
  maximumPoolGradient<f32>(from, to, changetype<PoolingWindow>(window), dy, places, dx);
}

export function maximumPoolGradient_f64(
  from: i32, to: i32, window: usize, dy: usize, places: usize, dx: usize,
): void {
  maximumPoolGradient<f64>(from, to, changetype<PoolingWindow>(window), dy, places, dx);
}

export function averagePoolGradient_f32(from: i32, to: i32, window: usize, dy: usize, dx: usize): void {
  averagePoolGradient<f32>(from, to, changetype<PoolingWindow>(window), dy, dx);
}

export function averagePoolGradient_f64(from: i32, to: i32, window: usize, dy: usize, dx: usize): void {
  averagePoolGradient<f64>(from, to, changetype<PoolingWindow>(window), dy, dx);
}
