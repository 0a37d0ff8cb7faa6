import type { NativeProduct } from "../kernels/kernel_table.ts";
import { addressOf, bytesAt, cSymbols, textAt } from "./_c_library.ts";
import type { NativeLibrary, NativeLibraryOptions } from "./native_library.ts";
import { notFound, permittedPaths } from "./_permitted_paths.ts";
import { rowMajorProduct } from "./_row_major_product.ts";

const rowMajor = 101, noTranspose = 111, transposed = 112;
const integers = ["i32", "i32", "i32", "i32", "i32", "i32"] as const;
const symbols = {
  cblas_sgemm: {
    parameters: [...integers, "f32", "usize", "i32", "usize", "i32", "f32", "usize", "i32"],
    result: "void",
  },
  cblas_dgemm: {
    parameters: [...integers, "f64", "usize", "i32", "usize", "i32", "f64", "usize", "i32"],
    result: "void",
  },
  openblas_set_num_threads: { parameters: ["i32"], result: "void", optional: true },
  openblas_get_config: { parameters: [], result: "usize", optional: true },
  openblas_get_corename: { parameters: [], result: "usize", optional: true },
  ...cSymbols,
} as const;
type Opened = Deno.DynamicLibrary<typeof symbols>;

/**
 * Opens the system's matrix product over kernel memory.
 *
 * @param options Where to look and what to work on.
 * @returns The library.
 * @throws {Deno.errors.NotCapable} When the program may not call native code.
 * @throws {Deno.errors.NotFound} When no library was found; the message lists what was tried.
 */
export function openBlas({ path, memory }: NativeLibraryOptions): NativeLibrary {
  const permitted = permittedPaths("openblas", path);
  for (const candidate of permitted) {
    const opened = openWide(candidate);
    if (opened !== undefined) return library(candidate, opened, memory);
  }
  throw notFound("openblas", permitted);
}

function open(path: string): Opened | undefined {
  try {
    return Deno.dlopen(path, symbols);
  } catch {
    return undefined;
  }
}

const coreVariable = "OPENBLAS_CORETYPE";
const wideCores = ["SkylakeX", "Cooperlake", "SapphireRapids"];

/**
 * OpenBLAS before 0.3.22 takes some processors for ones without AVX-512, at half the speed. What it reads when
 * it is loaded can be said in the environment, where the program may write that.
 */
function openWide(path: string): Opened | undefined {
  const opened = open(path);
  if (opened === undefined) return undefined;
  const core = coreName(opened);
  if (core === "" || wideCores.includes(core) || !mayChooseCore() || !hasWideVectors(opened)) {
    return opened;
  }
  opened.close();
  Deno.env.set(coreVariable, wideCores[0]);
  return open(path);
}

function mayChooseCore(): boolean {
  const { state } = Deno.permissions.querySync({ name: "env", variable: coreVariable });
  return state === "granted" && !Deno.env.has(coreVariable);
}

/** Whether processor and system have the parts of AVX-512 that OpenBLAS uses: F, DQ, BW and VL. */
function hasWideVectors({ symbols }: Opened): boolean {
  const leaf = symbols.__x86_get_cpuid_feature_leaf?.(1) ?? 0n;
  if (leaf === 0n) return false;
  // Four words of what the processor has, then four of what is in use; the second of each is EBX.
  const ebx = new DataView(bytesAt(symbols, leaf, 32).buffer).getUint32(4 * 5, true);
  return [16, 17, 30, 31].every((bit) => (ebx >>> bit & 1) === 1);
}

function coreName({ symbols }: Opened): string {
  return textAt(symbols, symbols.openblas_get_corename?.() ?? 0n);
}

function library(path: string, opened: Opened, memory: WebAssembly.Memory): NativeLibrary {
  const { cblas_sgemm, cblas_dgemm } = opened.symbols;
  // The memory is reserved up to its maximum when it is made, so its address never changes.
  const base = addressOf(opened.symbols, new Uint8Array(memory.buffer));
  return {
    name: "openblas",
    path,
    version: configure(path, opened),
    products: {
      f32: nativeProduct(cblas_sgemm as unknown as CblasProduct, base),
      f64: nativeProduct(cblas_dgemm as unknown as CblasProduct, base),
    },
    close: () => opened.close(),
  };
}

/** Deno types addresses as bigint and also takes numbers, which it passes without allocating. */
type CblasProduct = (
  ...values: [
    ...[order: number, transposeA: number, transposeB: number, M: number, N: number, K: number],
    ...[alpha: number, a: number, aStride: number, b: number, bStride: number],
    ...[beta: number, c: number, cStride: number],
  ]
) => void;

function nativeProduct(product: CblasProduct, base: number): NativeProduct {
  return rowMajorProduct(
    // deno-fmt-ignore
    (isATransposed, isBTransposed, M, N, K, a, aStride, b, bStride, beta, c, cStride) =>
      product(
        rowMajor, isATransposed ? transposed : noTranspose, isBTransposed ? transposed : noTranspose,
        M, N, K, 1, a, aStride, b, bStride, beta, c, cStride,
      ),
    base,
  );
}

/** Makes the library single-threaded, as every thread of ours calls it on its own rows. */
function configure(path: string, opened: Opened): string {
  const { openblas_set_num_threads, openblas_get_config } = opened.symbols;
  if (openblas_set_num_threads === null || openblas_get_config === null) {
    return path.includes("Accelerate") ? "Accelerate" : path;
  }
  openblas_set_num_threads(1);
  const version = textAt(opened.symbols, openblas_get_config()).split(" ").slice(0, 2).join(" ");
  return `${version} ${coreName(opened)}`;
}
