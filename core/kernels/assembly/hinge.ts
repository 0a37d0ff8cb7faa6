// The multiclass hinge loss of each row and its gradient.

/**
 * One row: `loss = Σ max(0, m + x[k] - x[t])^p` over the wrong classes k, p being 1 or 2, and `scale` times its
 * gradient. A row with a NaN or infinite score has a NaN loss and gradient.
 */
// @ts-ignore: decorator
@inline
function row<T>(K: i32, x: usize, target: i32, dx: usize, margin: T, squares: bool, scale: T): T {
  const size = sizeof<T>();
  const right = load<T>(x + <usize>target * size);
  let loss: f64 = 0, violations: f64 = 0;
  let diverged: T = 0;
  for (let k = 0; k < K; k++) {
    const score = load<T>(x + <usize>k * size);
    diverged += score - score;
    const excess: T = k == target ? 0 : score - right + margin;
    const isViolated = excess > 0;
    loss += isViolated ? (squares ? <f64>excess * <f64>excess : <f64>excess) : 0;
    const slope: T = isViolated ? (squares ? excess + excess : 1) : 0;
    violations += <f64>slope;
    store<T>(dx + <usize>k * size, scale * slope);
  }
  store<T>(dx + <usize>target * size, <T>(-<f64>scale * violations));
  if (diverged != diverged) {
    for (let k = 0; k < K; k++) store<T>(dx + <usize>k * size, diverged);
  }
  return <T>loss + diverged;
}

export function multiclassHinge_f32(
  from: i32, to: i32, K: i32, x: usize, target: usize, loss: usize, dx: usize, margin: f32, squares: bool, scale: f32,
): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 4, t = load<i32>(target + <usize>n * 4);
    store<f32>(loss + <usize>n * 4, row<f32>(K, x + offset, t, dx + offset, margin, squares, scale));
  }
}

export function multiclassHinge_f64(
  from: i32, to: i32, K: i32, x: usize, target: usize, loss: usize, dx: usize, margin: f64, squares: bool, scale: f64,
): void {
  for (let n = from; n < to; n++) {
    const offset = <usize>n * <usize>K * 8, t = load<i32>(target + <usize>n * 4);
    store<f64>(loss + <usize>n * 8, row<f64>(K, x + offset, t, dx + offset, margin, squares, scale));
  }
}
