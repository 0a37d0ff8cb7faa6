// A row added to each of several rows.

import { storeRow } from "./softmax";

/** `y[n] = x[n] + row` for the rows `from` to `to`; y may be x. */
// @ts-ignore: decorator
@inline
function addRow<T>(from: i32, to: i32, columns: i32, x: usize, row: usize, y: usize): void {
  const size = sizeof<T>();
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>columns * size;
    for (let j = 0; j < columns; j += <i32>(16 / size)) {
      const at = <usize>j * size;
      storeRow<T>(y + offset + at, v128.add<T>(v128.load(x + offset + at), v128.load(row + at)), columns - j);
    }
  }
}

export function addRow_f32(from: i32, to: i32, columns: i32, x: usize, row: usize, y: usize): void {
  addRow<f32>(from, to, columns, x, row, y);
}

export function addRow_f64(from: i32, to: i32, columns: i32, x: usize, row: usize, y: usize): void {
  addRow<f64>(from, to, columns, x, row, y);
}
