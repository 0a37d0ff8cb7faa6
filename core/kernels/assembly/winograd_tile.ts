// The products of Winograd convolution: a tile of 6 (4) rows by two vectors stays in registers, as in the matrix product.

// @ts-ignore: decorator
@inline
function put<T>(c: usize, v0: v128, v1: v128, accumulate: bool): void {
  if (accumulate) {
    v0 = v128.add<T>(v128.load(c), v0);
    v1 = v128.add<T>(v128.load(c, 16), v1);
  }
  v128.store(c, v0);
  v128.store(c, v1, 16);
}

/**
 * `c[r] = Σₖ a[k][r] b[k]` of `panels` times 6 (4) rows, added to what is there when `accumulate`: rows are neighbours in `a`,
 * `aStep` bytes on at the next k; `b` is two vectors a step, `bStep` bytes apart.
 */
// @ts-ignore: decorator
@inline
function multiply<T>(
  six: bool, accumulate: bool, panels: i32, steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize,
): void {
  const size = sizeof<T>();
  const aRest = aStep - (six ? 5 : 3) * size;
  for (; panels > 0; panels--) {
    let c00 = v128.splat<T>(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    let b0 = c00, b1 = c00, x = c00;
    let left = steps, at = a, bAt = b;
    // unroll 4
    for (; left > 0; left--) {
      b0 = v128.load(bAt); b1 = v128.load(bAt, 16); bAt += bStep;
      x = v128.load_splat<T>(at); at += size; c00 = v128.relaxed_madd<T>(x, b0, c00); c01 = v128.relaxed_madd<T>(x, b1, c01);
      x = v128.load_splat<T>(at); at += size; c10 = v128.relaxed_madd<T>(x, b0, c10); c11 = v128.relaxed_madd<T>(x, b1, c11);
      x = v128.load_splat<T>(at); at += size; c20 = v128.relaxed_madd<T>(x, b0, c20); c21 = v128.relaxed_madd<T>(x, b1, c21);
      x = v128.load_splat<T>(at); at += six ? size : aRest; c30 = v128.relaxed_madd<T>(x, b0, c30); c31 = v128.relaxed_madd<T>(x, b1, c31);
      if (six) {
        x = v128.load_splat<T>(at); at += size; c40 = v128.relaxed_madd<T>(x, b0, c40); c41 = v128.relaxed_madd<T>(x, b1, c41);
        x = v128.load_splat<T>(at); at += aRest; c50 = v128.relaxed_madd<T>(x, b0, c50); c51 = v128.relaxed_madd<T>(x, b1, c51);
      }
    }
    put<T>(c, c00, c01, accumulate); c += cRow;
    put<T>(c, c10, c11, accumulate); c += cRow;
    put<T>(c, c20, c21, accumulate); c += cRow;
    put<T>(c, c30, c31, accumulate); c += cRow;
    if (six) {
      put<T>(c, c40, c41, accumulate); c += cRow;
      put<T>(c, c50, c51, accumulate); c += cRow;
    }
    a += (six ? 6 : 4) * size;
  }
}

export function multiplySix<T>(
  panels: i32, steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize,
): void {
  multiply<T>(true, false, panels, steps, a, aStep, b, bStep, c, cRow);
}

/** The same of panels of 6 (4) rows, added to what is there. */
export function addSix<T>(
  panels: i32, steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize,
): void {
  multiply<T>(true, true, panels, steps, a, aStep, b, bStep, c, cRow);
}

export function addFour<T>(
  panels: i32, steps: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize,
): void {
  multiply<T>(false, true, panels, steps, a, aStep, b, bStep, c, cRow);
}
