import type { DTypeKernels } from "../kernels/kernels_generated.ts";
import type { NativeProduct } from "../kernels/kernel_table.ts";

/** A matrix product: the arguments of the fixed kernel `gemm`. */
export type Gemm = DTypeKernels["gemm"];

/**
 * A native product that can stand in for the fixed kernel `gemm`.
 *
 * @param product The library's product.
 * @param kernels The fixed kernels, for what it cannot do: bias, relu and empty extents.
 * @returns The product with all that `gemm` does.
 */
export function nativeGemm(
  product: NativeProduct,
  { gemm, epilogue }: Pick<DTypeKernels, "gemm" | "epilogue">,
): Gemm {
  return (M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, bias, bits, workspace) => {
    if (M === 0 || N === 0 || K === 0) {
      gemm(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, bias, bits, workspace);
      return;
    }
    product(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, bits & 1);
    if (bias !== 0 || (bits & 2) !== 0) epilogue(M, N, c, cRow, bias, bits & 2);
  };
}
