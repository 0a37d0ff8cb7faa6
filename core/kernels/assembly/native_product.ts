// The matrix product of a native library, which the module imports; see core/blas.

// @ts-ignore: decorator
@external("native", "gemm_f32")
declare function gemm_f32(
  M: i32, N: i32, K: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize, cRow: i32,
  accumulate: i32,
): void;

// @ts-ignore: decorator
@external("native", "gemm_f64")
declare function gemm_f64(
  M: i32, N: i32, K: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize, cRow: i32,
  accumulate: i32,
): void;

/** `C = A B`, or `C += A B` where `accumulate` is 1; strides are elements, and one of each operand's is 1. */
// @ts-ignore: decorator
@inline
export function nativeProduct<T>(
  M: i32, N: i32, K: i32, a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize, cRow: i32,
  accumulate: i32,
): void {
  if (sizeof<T>() == 4) gemm_f32(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
  else gemm_f64(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
}
