// Maximum and average over windows that tables describe: dilated ones, those of a rounded-up number, of varying sizes.

/** Written by core/pooling as 32-bit words in this order. */
@unmanaged
class WindowTables {
  /** Of the image. */
  height: i32;
  width: i32;
  /** Of the output. */
  rows: i32;
  columns: i32;
  /** Rows and columns of the image from tap to tap. */
  down: i32;
  across: i32;
  /** Divisor of sums; 0 for the product of what row and column count. */
  divisor: i32;
  /** Addresses: for each row and column of the output the first tap, how many taps, and how many count. */
  vertical: usize;
  horizontal: usize;
}

/** Field of an entry of a table. */
// @ts-ignore: decorator
@inline
function entry(table: usize, index: i32, field: i32): i32 {
  return load<i32>(table + (<usize>(3 * index + field) << 2));
}

/** Maxima of the planes `from` to `to`, and for each the place in its plane where the first stands. */
// @ts-ignore: decorator
@inline
function maximumOfWindows<T>(from: i32, to: i32, tables: WindowTables, x: usize, y: usize, places: usize): void {
  const size = sizeof<T>();
  const width = tables.width;
  for (let plane = from; plane < to; plane++) {
    const image = x + <usize>(plane * tables.height * width) * size;
    let output = plane * tables.rows * tables.columns;
    for (let r = 0; r < tables.rows; r++) {
      const h = entry(tables.vertical, r, 0), rows = entry(tables.vertical, r, 1);
      for (let q = 0; q < tables.columns; q++) {
        const w = entry(tables.horizontal, q, 0), columns = entry(tables.horizontal, q, 1);
        let place = h * width + w;
        let best = load<T>(image + <usize>place * size);
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const at = (h + i * tables.down) * width + w + j * tables.across;
            const value = load<T>(image + <usize>at * size);
            // The first NaN wins over everything: nothing compares as larger.
            if (value > best || (value != value && best == best)) {
              best = value;
              place = at;
            }
          }
        }
        store<T>(y + <usize>output * size, best);
        store<i32>(places + (<usize>output << 2), place);
        output++;
      }
    }
  }
}

/** Adds each output's gradient to the place of its maximum; planes `from` to `to`. */
// @ts-ignore: decorator
@inline
function maximumOfWindowsGradient<T>(
  from: i32, to: i32, tables: WindowTables, dy: usize, places: usize, dx: usize,
): void {
  const size = sizeof<T>();
  const inputs = tables.height * tables.width, outputs = tables.rows * tables.columns;
  for (let plane = from; plane < to; plane++) {
    const target = dx + <usize>(plane * inputs) * size;
    memory.fill(target, 0, <usize>inputs * size);
    for (let k = plane * outputs, end = k + outputs; k < end; k++) {
      const at = target + <usize>load<i32>(places + (<usize>k << 2)) * size;
      store<T>(at, load<T>(at) + load<T>(dy + <usize>k * size));
    }
  }
}

// @ts-ignore: decorator
@inline
function divisorOf(tables: WindowTables, r: i32, q: i32): f64 {
  const divisor = tables.divisor;
  return <f64>(divisor ? divisor : entry(tables.vertical, r, 2) * entry(tables.horizontal, q, 2));
}

/** Averages of the planes `from` to `to`, added up in f64. */
// @ts-ignore: decorator
@inline
function averageOfWindows<T>(from: i32, to: i32, tables: WindowTables, x: usize, y: usize): void {
  const size = sizeof<T>();
  for (let plane = from; plane < to; plane++) {
    const image = x + <usize>(plane * tables.height * tables.width) * size;
    let output = y + <usize>(plane * tables.rows * tables.columns) * size;
    for (let r = 0; r < tables.rows; r++) {
      const h = entry(tables.vertical, r, 0), rows = entry(tables.vertical, r, 1);
      for (let q = 0; q < tables.columns; q++) {
        const w = entry(tables.horizontal, q, 0), columns = entry(tables.horizontal, q, 1);
        let sum: f64 = 0;
        for (let i = 0; i < rows; i++) {
          const row = image + <usize>((h + i * tables.down) * tables.width + w) * size;
          for (let j = 0; j < columns; j++) sum += <f64>load<T>(row + <usize>(j * tables.across) * size);
        }
        store<T>(output, <T>(sum / divisorOf(tables, r, q)));
        output += size;
      }
    }
  }
}

/** Spreads each output's gradient over its window; planes `from` to `to`. */
// @ts-ignore: decorator
@inline
function averageOfWindowsGradient<T>(from: i32, to: i32, tables: WindowTables, dy: usize, dx: usize): void {
  const size = sizeof<T>();
  const inputs = tables.height * tables.width;
  for (let plane = from; plane < to; plane++) {
    const image = dx + <usize>(plane * inputs) * size;
    memory.fill(image, 0, <usize>inputs * size);
    let output = dy + <usize>(plane * tables.rows * tables.columns) * size;
    for (let r = 0; r < tables.rows; r++) {
      const h = entry(tables.vertical, r, 0), rows = entry(tables.vertical, r, 1);
      for (let q = 0; q < tables.columns; q++) {
        const w = entry(tables.horizontal, q, 0), columns = entry(tables.horizontal, q, 1);
        const share = <T>(<f64>load<T>(output) / divisorOf(tables, r, q));
        output += size;
        for (let i = 0; i < rows; i++) {
          const row = image + <usize>((h + i * tables.down) * tables.width + w) * size;
          for (let j = 0; j < columns; j++) {
            const at = row + <usize>(j * tables.across) * size;
            store<T>(at, load<T>(at) + share);
          }
        }
      }
    }
  }
}

export function maximumOfWindows_f32(from: i32, to: i32, tables: usize, x: usize, y: usize, places: usize): void {
  maximumOfWindows<f32>(from, to, changetype<WindowTables>(tables), x, y, places);
}

export function maximumOfWindows_f64(from: i32, to: i32, tables: usize, x: usize, y: usize, places: usize): void {
  maximumOfWindows<f64>(from, to, changetype<WindowTables>(tables), x, y, places);
}

export function maximumOfWindowsGradient_f32(
  from: i32, to: i32, tables: usize, dy: usize, places: usize, dx: usize,
): void {
  maximumOfWindowsGradient<f32>(from, to, changetype<WindowTables>(tables), dy, places, dx);
}

export function maximumOfWindowsGradient_f64(
  from: i32, to: i32, tables: usize, dy: usize, places: usize, dx: usize,
): void {
  maximumOfWindowsGradient<f64>(from, to, changetype<WindowTables>(tables), dy, places, dx);
}

export function averageOfWindows_f32(from: i32, to: i32, tables: usize, x: usize, y: usize): void {
  averageOfWindows<f32>(from, to, changetype<WindowTables>(tables), x, y);
}

export function averageOfWindows_f64(from: i32, to: i32, tables: usize, x: usize, y: usize): void {
  averageOfWindows<f64>(from, to, changetype<WindowTables>(tables), x, y);
}

export function averageOfWindowsGradient_f32(from: i32, to: i32, tables: usize, dy: usize, dx: usize): void {
  averageOfWindowsGradient<f32>(from, to, changetype<WindowTables>(tables), dy, dx);
}

export function averageOfWindowsGradient_f64(from: i32, to: i32, tables: usize, dy: usize, dx: usize): void {
  averageOfWindowsGradient<f64>(from, to, changetype<WindowTables>(tables), dy, dx);
}
