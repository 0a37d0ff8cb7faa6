// What a matrix product leaves out of a symmetric result: the elements above the diagonal.

/** Four (two) rows of a block become its columns. */
// @ts-ignore: decorator
@inline
function transposeBlock<T>(from: usize, to: usize, row: usize): void {
  if (sizeof<T>() == 4) {
    const a = v128.load(from), b = v128.load(from + row), c = v128.load(from + 2 * row), d = v128.load(from + 3 * row);
    const low0 = i32x4.shuffle(a, b, 0, 4, 1, 5), low1 = i32x4.shuffle(c, d, 0, 4, 1, 5);
    const high0 = i32x4.shuffle(a, b, 2, 6, 3, 7), high1 = i32x4.shuffle(c, d, 2, 6, 3, 7);
    v128.store(to, i64x2.shuffle(low0, low1, 0, 2));
    v128.store(to + row, i64x2.shuffle(low0, low1, 1, 3));
    v128.store(to + 2 * row, i64x2.shuffle(high0, high1, 0, 2));
    v128.store(to + 3 * row, i64x2.shuffle(high0, high1, 1, 3));
  } else {
    const a = v128.load(from), b = v128.load(from + row);
    v128.store(to, i64x2.shuffle(a, b, 0, 2));
    v128.store(to + row, i64x2.shuffle(a, b, 1, 3));
  }
}

/** `c[j, i] = c[i, j]` for all j < i of a matrix [n, n]. */
// @ts-ignore: decorator
@inline
function mirrorLower<T>(n: i32, c: usize): void {
  const size = sizeof<T>(), lanes = <i32>(16 / size), row = <usize>n * size;
  for (let i = 0; i < n; i += lanes) {
    let j = 0;
    if (i + lanes <= n) {
      for (; j < i; j += lanes) {
        transposeBlock<T>(c + <usize>i * row + <usize>j * size, c + <usize>j * row + <usize>i * size, row);
      }
    }
    for (let r = i, last = min(n, i + lanes); r < last; r++) {
      for (let k = j; k < r; k++) {
        store<T>(c + <usize>k * row + <usize>r * size, load<T>(c + <usize>r * row + <usize>k * size));
      }
    }
  }
}

export function mirrorLower_f32(n: i32, c: usize): void {
  mirrorLower<f32>(n, c);
}

export function mirrorLower_f64(n: i32, c: usize): void {
  mirrorLower<f64>(n, c);
}
