import type { DTypeKernels, NativeProduct } from "../kernels/kernel_table.ts";
import { addressOf, bytesAt } from "./_c_library.ts";
import { loadOneDnn, type OneDnnCalls } from "./_onednn_symbols.ts";
import { notFound, permittedPaths } from "./_permitted_paths.ts";
import { rowMajorProduct } from "./_row_major_product.ts";
import type { NativeLibrary, NativeLibraryOptions } from "./native_library.ts";
import { OneDnnConvolutions } from "./_onednn_convolutions.ts";

/**
 * Opens the system's oneDNN over kernel memory: products and convolutions of f32.
 *
 * @param options Where to look and what to work on.
 * @returns The library.
 * @throws {Deno.errors.NotCapable} When the program may not call native code.
 * @throws {Deno.errors.NotFound} When no library was found; the message lists what was tried.
 */
export function openOneDnn({ path, memory }: NativeLibraryOptions): NativeLibrary {
  const permitted = permittedPaths("onednn", path);
  for (const candidate of permitted) {
    const opened = loadOneDnn(candidate);
    if (opened === undefined) continue;
    const { calls } = opened;
    // The memory is reserved up to its maximum when it is made, so its address never changes.
    const base = addressOf(calls, new Uint8Array(memory.buffer));
    // Every thread of ours calls the library on its own part.
    calls.omp_set_num_threads(1);
    return {
      name: "onednn",
      path: candidate,
      version: versionOf(calls),
      products: { f32: product(calls, base) },
      convolutions: (kernels: DTypeKernels) =>
        new OneDnnConvolutions(calls, { kernels, memory, base }),
      close: opened.close,
    };
  }
  throw notFound("onednn", permitted);
}

const keeps = "N".charCodeAt(0), transposes = "T".charCodeAt(0);

function product({ dnnl_sgemm: multiply }: OneDnnCalls, base: number): NativeProduct {
  return rowMajorProduct(
    // deno-fmt-ignore
    (isATransposed, isBTransposed, M, N, K, a, aStride, b, bStride, beta, c, cStride) =>
      multiply(
        isATransposed ? transposes : keeps, isBTransposed ? transposes : keeps,
        M, N, K, 1, a, aStride, b, bStride, beta, c, cStride,
      ),
    base,
  );
}

/** Sets of instructions by oneDNN's numbers. */
const instructionNames = new Map([
  [0x1, "SSE4.1"],
  [0x3, "AVX"],
  [0x7, "AVX2"],
  [0x407, "AVX2-VNNI"],
  [0x27, "AVX-512"],
  [0x67, "AVX-512-VNNI"],
  [0xe7, "AVX-512-BF16"],
  [0x3e7, "AMX"],
]);

/** Three numbers, and the name of the instructions that it may use for this processor. */
function versionOf(calls: OneDnnCalls): string {
  const words = new Int32Array(bytesAt(calls, BigInt(calls.dnnl_version()), 12).buffer);
  const instructions = instructionNames.get(calls.dnnl_get_effective_cpu_isa()) ?? "";
  return `oneDNN ${words.join(".")} ${instructions}`.trim();
}
