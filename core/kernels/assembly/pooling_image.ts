// Averages over whole planes, with the bits that averages over windows have there.

/**
 * Averages of the planes `from` to `to` of `places` values each. A plane's are added one after the other, and as each
 * addition waits for the one before, four planes go beside each other.
 */
export function averagePlanes<T>(from: i32, to: i32, places: i32, count: T, x: usize, y: usize): void {
  const size = sizeof<T>(), bytes = <usize>places * size;
  x += <usize>from * bytes;
  y += <usize>from * size;
  let planes = to - from;
  for (; planes >= 4; planes -= 4) {
    let s0: T = 0, s1: T = 0, s2: T = 0, s3: T = 0, left = places;
    let x1 = x + bytes, x2 = x1 + bytes, x3 = x2 + bytes;
    // unroll 4
    for (; left > 0; left--) {
      s0 += load<T>(x);
      s1 += load<T>(x1);
      s2 += load<T>(x2);
      s3 += load<T>(x3);
      x += size;
      x1 += size;
      x2 += size;
      x3 += size;
    }
    store<T>(y, s0 / count);
    store<T>(y, s1 / count, size);
    store<T>(y, s2 / count, 2 * size);
    store<T>(y, s3 / count, 3 * size);
    x = x3;
    y += 4 * size;
  }
  for (; planes > 0; planes--) {
    let sum: T = 0;
    for (let left = places; left > 0; left--) {
      sum += load<T>(x);
      x += size;
    }
    store<T>(y, sum / count);
    y += size;
  }
}

/** The gradient of averages over whole planes, `from` to `to`: the same share for every place. */
export function spreadOverPlanes<T>(from: i32, to: i32, places: i32, count: T, dy: usize, dx: usize): void {
  const size = sizeof<T>(), lanes = <i32>(16 / size);
  dx += <usize>from * <usize>places * size;
  for (let plane = from; plane < to; plane++) {
    // Added to 0, as where windows overlap.
    const share = load<T>(dy + <usize>plane * size) / count + <T>0;
    const shares = v128.splat<T>(share);
    let vectors = places / lanes;
    // unroll 4
    for (; vectors > 0; vectors--) {
      v128.store(dx, shares);
      dx += 16;
    }
    for (let left = places % lanes; left > 0; left--) {
      store<T>(dx, share);
      dx += size;
    }
  }
}
