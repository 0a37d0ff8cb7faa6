import type { DType } from "../types/dtype.ts";
import type { DTypeKernels, NativeProduct } from "../kernels/kernel_table.ts";
import type { NativeConvolutions } from "./native_convolutions.ts";

/**
 * The kinds of native libraries: OpenBLAS or Accelerate, and oneDNN.
 *
 * @category Kernels
 */
export type NativeName = "openblas" | "onednn";

/**
 * A native library, opened over one kernel memory by one thread.
 *
 * @category Kernels
 */
export interface NativeLibrary {
  /** Its kind. */
  readonly name: NativeName;
  /** Path or name that it was opened from. */
  readonly path: string;
  /** Name, version and processor type as the library tells them. */
  readonly version: string;
  /** The products of the types that it has; no extent is 0. */
  readonly products: { readonly [dtype in DType]?: NativeProduct };
  /** Its convolutions of f32 beside the fixed kernels, if it has them. */
  readonly convolutions?: (kernels: DTypeKernels) => NativeConvolutions;
  /** Closes the library; nothing of it may be called any more. */
  close(): void;
}

/**
 * Where to look for a native library, and what it works on.
 *
 * @category Kernels
 */
export interface NativeLibraryOptions {
  /** Path or name of the library; default where systems have it. */
  readonly path?: string | undefined;
  /** The memory that it works on. */
  readonly memory: WebAssembly.Memory;
}
