// Operands of the matrix product, laid out as its tile reads them.

/** The elements 0 and 1 of two vectors in turn. */
// @ts-ignore: decorator
@inline
export function low(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 0, 4, 1, 5);
}

/** The elements 2 and 3 of two vectors in turn. */
// @ts-ignore: decorator
@inline
export function high(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 2, 6, 3, 7);
}

/** The first halves of two vectors. */
// @ts-ignore: decorator
@inline
export function firsts(a: v128, b: v128): v128 {
  return i64x2.shuffle(a, b, 0, 2);
}

/** The second halves of two vectors. */
// @ts-ignore: decorator
@inline
export function seconds(a: v128, b: v128): v128 {
  return i64x2.shuffle(a, b, 1, 3);
}

/**
 * Panels of 6 rows of A, k outermost: panel[k][6]. Of them `least` rows count, in the first `larger` panels one more;
 * the others repeat the last, or are what follows it.
 */
export function packRows<T>(
  panels: i32, least: i32, larger: i32, steps: i32, a: usize, aRow: usize, aStep: usize, packed: usize,
): void {
  const size = sizeof<T>();
  for (let panel = 0; panel < panels; panel++) {
    const last = least - 1 + i32(panel < larger);
    let a0 = a;
    a += <usize>(last + 1) * aRow;
    let a1 = a0 + (last >= 1 ? aRow : 0);
    let a2 = a1 + (last >= 2 ? aRow : 0);
    let a3 = a2 + (last >= 3 ? aRow : 0);
    let a4 = a3 + (last >= 4 ? aRow : 0);
    let a5 = a4 + (last >= 5 ? aRow : 0);
    let k = 0;
    if (size == 4 && aStep == size) {
      for (; k + 4 <= steps; k += 4) {
        const r0 = v128.load(a0), r1 = v128.load(a1), r2 = v128.load(a2), r3 = v128.load(a3);
        const r4 = v128.load(a4), r5 = v128.load(a5);
        const low01 = low(r0, r1), low23 = low(r2, r3), low45 = low(r4, r5);
        const high01 = high(r0, r1), high23 = high(r2, r3), high45 = high(r4, r5);
        const second = seconds(low01, low23), fourth = seconds(high01, high23);
        v128.store(packed, firsts(low01, low23));
        v128.store(packed, firsts(low45, second), 16);
        v128.store(packed, seconds(second, low45), 32);
        v128.store(packed, firsts(high01, high23), 48);
        v128.store(packed, firsts(high45, fourth), 64);
        v128.store(packed, seconds(fourth, high45), 80);
        a0 += 16; a1 += 16; a2 += 16; a3 += 16; a4 += 16; a5 += 16;
        packed += 96;
      }
    } else if (aRow == size) {
      for (; k < steps; k++) {
        v128.store(packed, v128.load(a0));
        if (size == 4) {
          store<u64>(packed, load<u64>(a0, 16), 16);
        } else {
          v128.store(packed, v128.load(a0, 16), 16);
          v128.store(packed, v128.load(a0, 32), 32);
        }
        a0 += aStep;
        packed += 6 * size;
      }
    }
    for (; k < steps; k++) {
      store<T>(packed, load<T>(a0));
      store<T>(packed, load<T>(a1), size);
      store<T>(packed, load<T>(a2), 2 * size);
      store<T>(packed, load<T>(a3), 3 * size);
      store<T>(packed, load<T>(a4), 4 * size);
      store<T>(packed, load<T>(a5), 5 * size);
      a0 += aStep; a1 += aStep; a2 += aStep; a3 += aStep; a4 += aStep; a5 += aStep;
      packed += 6 * size;
    }
  }
}

/** Four columns of f32, neighbours in k, side by side in every 32 bytes of `packed`. */
// @ts-ignore: decorator
@inline
function packFourColumns(columns: i32, steps: i32, b: usize, bColumn: usize, packed: usize): void {
  const b1 = columns > 1 ? bColumn : 0;
  const b2 = b1 + (columns > 2 ? bColumn : 0);
  const b3 = b2 + (columns > 3 ? bColumn : 0);
  let k = 0;
  for (; k + 4 <= steps; k += 4) {
    const c0 = v128.load(b), c1 = v128.load(b + b1), c2 = v128.load(b + b2), c3 = v128.load(b + b3);
    const low01 = low(c0, c1), low23 = low(c2, c3), high01 = high(c0, c1), high23 = high(c2, c3);
    v128.store(packed, firsts(low01, low23));
    v128.store(packed, seconds(low01, low23), 32);
    v128.store(packed, firsts(high01, high23), 64);
    v128.store(packed, seconds(high01, high23), 96);
    b += 16;
    packed += 128;
  }
  for (; k < steps; k++) {
    store<f32>(packed, load<f32>(b));
    store<f32>(packed, load<f32>(b + b1), 4);
    store<f32>(packed, load<f32>(b + b2), 8);
    store<f32>(packed, load<f32>(b + b3), 12);
    b += 4;
    packed += 32;
  }
}

/** Eight panels of B at once, so that whole lines of the cache are read, several of a page. */
// @ts-ignore: decorator
@inline
function packEightPanels(steps: i32, b: usize, bStep: usize, packed: usize): void {
  const panel = 32 * <usize>steps;
  let p0 = packed, p1 = p0 + panel, p2 = p1 + panel, p3 = p2 + panel;
  let p4 = p3 + panel, p5 = p4 + panel, p6 = p5 + panel, p7 = p6 + panel;
  for (let k = 0; k < steps; k++) {
    v128.store(p0, v128.load(b)); v128.store(p0, v128.load(b, 16), 16);
    v128.store(p1, v128.load(b, 32)); v128.store(p1, v128.load(b, 48), 16);
    v128.store(p2, v128.load(b, 64)); v128.store(p2, v128.load(b, 80), 16);
    v128.store(p3, v128.load(b, 96)); v128.store(p3, v128.load(b, 112), 16);
    v128.store(p4, v128.load(b, 128)); v128.store(p4, v128.load(b, 144), 16);
    v128.store(p5, v128.load(b, 160)); v128.store(p5, v128.load(b, 176), 16);
    v128.store(p6, v128.load(b, 192)); v128.store(p6, v128.load(b, 208), 16);
    v128.store(p7, v128.load(b, 224)); v128.store(p7, v128.load(b, 240), 16);
    b += bStep;
    p0 += 32; p1 += 32; p2 += 32; p3 += 32; p4 += 32; p5 += 32; p6 += 32; p7 += 32;
  }
}

/** Panels of B two vectors wide, k outermost: panel[k][32 bytes]. Columns past the last are anything. */
export function packColumns<T>(
  columns: i32, steps: i32, b: usize, bStep: usize, bColumn: usize, packed: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(32 / size);
  for (let j = 0; j < columns; j += width) {
    const from = b + <usize>j * bColumn;
    if (bColumn == size) {
      if (columns - j >= 8 * width) {
        packEightPanels(steps, from, bStep, packed);
        packed += 224 * <usize>steps;
        j += 7 * width;
      } else {
        let row = from, to = packed;
        for (let k = 0; k < steps; k++) {
          v128.store(to, v128.load(row));
          v128.store(to, v128.load(row, 16), 16);
          row += bStep;
          to += 32;
        }
      }
    } else if (size == 4 && bStep == size) {
      packFourColumns(columns - j, steps, from, bColumn, packed);
      if (columns - j > 4) packFourColumns(columns - j - 4, steps, from + 4 * bColumn, bColumn, packed + 16);
    } else {
      const valid = min(width, columns - j);
      for (let column = 0; column < valid; column++) {
        let element = from + <usize>column * bColumn;
        let to = packed + <usize>column * size;
        for (let k = 0; k < steps; k++) {
          store<T>(to, load<T>(element));
          element += bStep;
          to += 32;
        }
      }
    }
    packed += 32 * <usize>steps;
  }
}
