// The matrix product inside of other kernels: the module's own, or a native library's.

import { gemm_f32, gemm_f64 } from "./gemm";
import { nativeProduct } from "./native_product";

/** `C = A B`, or `C += A B` where `accumulate` is 1; strides are elements, and one of each operand's is 1. */
// @ts-ignore: decorator
@inline
export function product<T>(
  isNative: i32, M: i32, N: i32, K: i32,
  a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32, c: usize, cRow: i32,
  accumulate: i32, workspace: usize,
): void {
  if (isNative) nativeProduct<T>(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate);
  else if (sizeof<T>() == 4) gemm_f32(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, 0, accumulate, workspace);
  else gemm_f64(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, 0, accumulate, workspace);
}
