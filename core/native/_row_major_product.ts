import type { NativeProduct } from "../kernels/kernel_table.ts";

/** A library's product of row-major matrices, by addresses and strides from row to row as they are stored. */
type StoredProduct = (
  ...values: [
    ...[isATransposed: boolean, isBTransposed: boolean, M: number, N: number, K: number],
    ...[a: number, aStride: number, b: number, bStride: number],
    ...[beta: number, c: number, cStride: number],
  ]
) => void;

/** The product of operands with any strides, one of each 1, over kernel memory that begins at `base`. */
export function rowMajorProduct(multiply: StoredProduct, base: number): NativeProduct {
  return (M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate) => {
    const keepsA = aColumn === 1, keepsB = bColumn === 1;
    multiply(
      !keepsA,
      !keepsB,
      M,
      N,
      K,
      // WebAssembly passes addresses as signed numbers.
      base + (a >>> 0),
      keepsA ? Math.max(aRow, K, 1) : aColumn,
      base + (b >>> 0),
      keepsB ? Math.max(bRow, N) : bColumn,
      accumulate,
      base + (c >>> 0),
      cRow,
    );
  };
}
