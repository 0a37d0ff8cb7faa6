// The largest or smallest element along an axis of [O, E, I]. A NaN along the axis gives NaN.

/** `out[o, i] = max (or min) over e of x[o, e, i]` for the o of `from` to `to`; E is at least 1. */
// @ts-ignore: decorator
@inline
function axisExtremes<T>(from: i32, to: i32, E: i32, I: i32, largest: i32, x: usize, out: usize): void {
  const size = sizeof<T>(), row = <usize>I * size;
  x += <usize>from * <usize>E * row;
  out += <usize>from * row;
  for (let o = from; o < to; o++) {
    memory.copy(out, x, row);
    x += row;
    for (let e = 1; e < E; e++) {
      for (let at: usize = 0; at < row; at += size) {
        const a = load<T>(out + at), b = load<T>(x + at);
        store<T>(out + at, largest ? max<T>(a, b) : min<T>(a, b));
      }
      x += row;
    }
    out += row;
  }
}

export function axisExtremes_f32(from: i32, to: i32, E: i32, I: i32, largest: i32, x: usize, out: usize): void {
  axisExtremes<f32>(from, to, E, I, largest, x, out);
}

export function axisExtremes_f64(from: i32, to: i32, E: i32, I: i32, largest: i32, x: usize, out: usize): void {
  axisExtremes<f64>(from, to, E, I, largest, x, out);
}
