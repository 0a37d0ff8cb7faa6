// Bias and relu of a matrix product that comes from a native library.

/** Adds `bias` (0 for none) to rows of C, `cRow` elements apart, and applies relu when asked. */
// @ts-ignore: decorator
@inline
function epilogue<T>(rows: i32, columns: i32, c: usize, cRow: i32, bias: usize, relu: i32): void {
  const size = sizeof<T>();
  const width = <i32>(16 / size);
  const zero = v128.splat<T>(0);
  for (let row = 0; row < rows; row++) {
    let column = 0;
    for (; column + width <= columns; column += width) {
      const at = c + <usize>column * size;
      let value = v128.load(at);
      if (bias) value = v128.add<T>(value, v128.load(bias + <usize>column * size));
      if (relu) value = v128.max<T>(value, zero);
      v128.store(at, value);
    }
    for (; column < columns; column++) {
      const at = c + <usize>column * size;
      let value = load<T>(at);
      if (bias) value += load<T>(bias + <usize>column * size);
      if (relu) value = max<T>(value, 0);
      store<T>(at, value);
    }
    c += <usize>cRow * size;
  }
}

export function epilogue_f32(rows: i32, columns: i32, c: usize, cRow: i32, bias: usize, relu: i32): void {
  epilogue<f32>(rows, columns, c, cRow, bias, relu);
}

export function epilogue_f64(rows: i32, columns: i32, c: usize, cRow: i32, bias: usize, relu: i32): void {
  epilogue<f64>(rows, columns, c, cRow, bias, relu);
}
