// Frames around images that repeat them: tables say which row and column of the image stands where.

/** `y[r, q] = x[rowOf[r], columnOf[q]]` for the planes `from` to `to`. */
// @ts-ignore: decorator
@inline
function padImages<T>(
  from: i32, to: i32, H: i32, W: i32, rows: i32, columns: i32, rowOf: usize, columnOf: usize, x: usize, y: usize,
): void {
  const size = sizeof<T>();
  for (let plane = from; plane < to; plane++) {
    let target = y + <usize>(plane * rows * columns) * size;
    for (let r = 0; r < rows; r++) {
      const row = x + <usize>((plane * H + load<i32>(rowOf + (<usize>r << 2))) * W) * size;
      for (let q = 0; q < columns; q++) {
        store<T>(target, load<T>(row + <usize>load<i32>(columnOf + (<usize>q << 2)) * size));
        target += size;
      }
    }
  }
}

/** `dx[h, w] = Σ dy[r, q]` over all r, q that repeat it, for the planes `from` to `to`. */
// @ts-ignore: decorator
@inline
function padImagesGradient<T>(
  from: i32, to: i32, H: i32, W: i32, rows: i32, columns: i32, rowOf: usize, columnOf: usize, dy: usize, dx: usize,
): void {
  const size = sizeof<T>();
  for (let plane = from; plane < to; plane++) {
    memory.fill(dx + <usize>(plane * H * W) * size, 0, <usize>(H * W) * size);
    let source = dy + <usize>(plane * rows * columns) * size;
    for (let r = 0; r < rows; r++) {
      const row = dx + <usize>((plane * H + load<i32>(rowOf + (<usize>r << 2))) * W) * size;
      for (let q = 0; q < columns; q++) {
        const at = row + <usize>load<i32>(columnOf + (<usize>q << 2)) * size;
        store<T>(at, load<T>(at) + load<T>(source));
        source += size;
      }
    }
  }
}

export function padImages_f32(
  from: i32, to: i32, H: i32, W: i32, rows: i32, columns: i32, rowOf: usize, columnOf: usize, x: usize, y: usize,
): void {
  padImages<f32>(from, to, H, W, rows, columns, rowOf, columnOf, x, y);
}

export function padImages_f64(
  from: i32, to: i32, H: i32, W: i32, rows: i32, columns: i32, rowOf: usize, columnOf: usize, x: usize, y: usize,
): void {
  padImages<f64>(from, to, H, W, rows, columns, rowOf, columnOf, x, y);
}

export function padImagesGradient_f32(
  from: i32, to: i32, H: i32, W: i32, rows: i32, columns: i32, rowOf: usize, columnOf: usize, dy: usize, dx: usize,
): void {
  padImagesGradient<f32>(from, to, H, W, rows, columns, rowOf, columnOf, dy, dx);
}

export function padImagesGradient_f64(
  from: i32, to: i32, H: i32, W: i32, rows: i32, columns: i32, rowOf: usize, columnOf: usize, dy: usize, dx: usize,
): void {
  padImagesGradient<f64>(from, to, H, W, rows, columns, rowOf, columnOf, dy, dx);
}
