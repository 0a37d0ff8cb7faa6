import type { DType } from "../types/dtype.ts";
import type { DTypeKernels, KernelTable } from "../kernels/kernel_table.ts";
import type { NativeConvolutions } from "./native_convolutions.ts";
import { nativeGemm } from "./native_gemm.ts";
import type { NativeLibrary } from "./native_library.ts";

/** How many kernels a native library adds to the fixed ones. */
export const nativeKernelCount = 4;

/** The work of a native library for one thread, as kernels that a thread pool can run. */
export interface NativeKernels {
  /** Products; the fixed kernels' where the library has none of the type. */
  readonly gemm: Readonly<Record<DType, DTypeKernels["gemm"]>>;
  /** Convolutions of f32, if the library has them. */
  readonly convolutions: NativeConvolutions | undefined;
  /** Numbers of the kernels for a thread pool, which run after the fixed ones. */
  readonly ids: Readonly<Record<DType | "convolve" | "gradient", number>>;
  /** The kernels in the order of their numbers. */
  readonly list: readonly ((...values: number[]) => unknown)[];
}

/**
 * The kernels of a native library beside the fixed ones.
 *
 * @param library The library, opened by the thread that is to run them.
 * @param table The fixed kernels.
 * @returns The kernels and their numbers, the same in every thread.
 */
export function nativeKernels(library: NativeLibrary, table: KernelTable): NativeKernels {
  const { products, convolutions: open } = library;
  const gemm = (dtype: DType) => {
    const product = products[dtype], kernels = table.kernels[dtype];
    return product === undefined ? kernels.gemm : nativeGemm(product, kernels);
  };
  type Kernel = (...values: number[]) => unknown;
  const gemms = { f32: gemm("f32"), f64: gemm("f64") };
  const convolutions = open?.(table.kernels.f32);
  const first = table.list.length;
  return {
    gemm: gemms,
    convolutions,
    ids: { f32: first, f64: first + 1, convolve: first + 2, gradient: first + 3 },
    list: [
      gemms.f32 as Kernel,
      gemms.f64 as Kernel,
      (convolutions?.convolve.bind(convolutions) ?? none) as Kernel,
      (convolutions?.gradient.bind(convolutions) ?? none) as Kernel,
    ],
  };
}

function none(): never {
  throw new Error("Kernels: expected a native library with convolutions, got one without");
}
