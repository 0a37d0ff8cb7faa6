// Rows copied from one place to another, gathered by index, and added up by index.

/** Copies `count` rows of `bytes` bytes each between places whose rows lie `fromStride` and `toStride` bytes apart. */
export function copyRows(
  count: i32, bytes: i32, from: usize, fromStride: i32, to: usize, toStride: i32,
): void {
  for (let n = 0; n < count; n++) {
    memory.copy(to, from, bytes);
    from += fromStride;
    to += toStride;
  }
}

/** `out[i] = table[indices[i]]` for the rows `from` to `to` of `bytes` bytes each. */
export function gatherRows(
  from: i32, to: i32, bytes: i32, table: usize, indices: usize, out: usize,
): void {
  for (let i = from; i < to; i++) {
    const index = <usize>load<i32>(indices + <usize>i * 4);
    memory.copy(out + <usize>i * <usize>bytes, table + index * <usize>bytes, bytes);
  }
}

/** `out[indices[i]] += x[i]` for `count` rows in order, in the columns `from` to `to`. */
// @ts-ignore: decorator
@inline
function scatterAddRows<T>(
  count: i32, columns: i32, from: i32, to: i32, x: usize, indices: usize, out: usize,
): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const stride = <usize>columns * size;
  for (let i = 0; i < count; i++) {
    let p = x + <usize>i * stride + <usize>from * size;
    let q = out + <usize>load<i32>(indices + <usize>i * 4) * stride + <usize>from * size;
    let j = from;
    for (; j + width <= to; j += width) {
      v128.store(q, v128.add<T>(v128.load(q), v128.load(p)));
      p += 16;
      q += 16;
    }
    for (; j < to; j++) {
      store<T>(q, load<T>(q) + load<T>(p));
      p += size;
      q += size;
    }
  }
}

export function scatterAddRows_f32(
  count: i32, columns: i32, from: i32, to: i32, x: usize, indices: usize, out: usize,
): void {
  scatterAddRows<f32>(count, columns, from, to, x, indices, out);
}

export function scatterAddRows_f64(
  count: i32, columns: i32, from: i32, to: i32, x: usize, indices: usize, out: usize,
): void {
  scatterAddRows<f64>(count, columns, from, to, x, indices, out);
}
