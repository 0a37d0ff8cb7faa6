import type { DType } from "../dtype.ts";
import type { DTypeKernels } from "../kernels/kernels_generated.ts";

/** A native matrix product: the same arguments as the fixed kernel `gemm`, which it stands in for. */
export type Gemm = DTypeKernels["gemm"];

/** A native library of matrix products, opened over one kernel memory. */
export interface BlasLibrary {
  /** What it was opened from. */
  readonly path: string;
  /** Name, version and processor type as the library tells them. */
  readonly version: string;
  /** The products. */
  readonly gemm: Readonly<Record<DType, Gemm>>;
  /** Closes the library; its products must not be called any more. */
  close(): void;
}

/** What a library is opened with. */
export interface BlasOptions {
  /** Path or name of the library; default the system's OpenBLAS (Linux) or Accelerate (macOS). */
  readonly path?: string | undefined;
  /** The memory that its products work on. */
  readonly memory: WebAssembly.Memory;
  /** The fixed kernels, for what a native product cannot do: bias, relu and empty extents. */
  readonly kernels: Readonly<Record<DType, Pick<DTypeKernels, "gemm" | "epilogue">>>;
}

const candidates: Partial<Record<typeof Deno.build.os, readonly string[]>> = {
  linux: ["libopenblas.so.0", "libopenblas.so"],
  darwin: [
    "/System/Library/Frameworks/Accelerate.framework/Accelerate",
    "libopenblas.dylib",
  ],
  windows: ["libopenblas.dll"],
};

const rowMajor = 101, asItIs = 111, transposed = 112;

const integers = ["i32", "i32", "i32", "i32", "i32", "i32"] as const;
const products = {
  cblas_sgemm: {
    parameters: [...integers, "f32", "usize", "i32", "usize", "i32", "f32", "usize", "i32"],
    result: "void",
  },
  cblas_dgemm: {
    parameters: [...integers, "f64", "usize", "i32", "usize", "i32", "f64", "usize", "i32"],
    result: "void",
  },
} as const;
const openBlasExtras = {
  openblas_set_num_threads: { parameters: ["i32"], result: "void" },
  openblas_get_config: { parameters: [], result: "pointer" },
  openblas_get_corename: { parameters: [], result: "pointer" },
} as const;

/**
 * Opens the system's matrix product over kernel memory.
 *
 * @param options Where to look and what to work on.
 * @returns The library.
 * @throws {Deno.errors.NotCapable} When the program may not call native code.
 * @throws {Deno.errors.NotFound} When no library was found; the message lists what was tried.
 */
export function openBlas({ path, memory, kernels }: BlasOptions): BlasLibrary {
  const paths = path === undefined ? candidates[Deno.build.os] ?? [] : [path];
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    throw new Deno.errors.NotCapable(
      "Blas: expected permission to call a native library, got none; pass --allow-ffi or use --matmul wasm",
    );
  }
  preferWideVectors();
  for (const candidate of paths) {
    try {
      Deno.dlopen(candidate, {}).close();
    } catch {
      continue;
    }
    return library(candidate, memory, kernels);
  }
  throw new Deno.errors.NotFound(
    `Blas: expected a library of matrix products at ${
      paths.join(" or ")
    }, found none; install OpenBLAS (Debian: libopenblas0), give its path, or use --matmul wasm`,
  );
}

function library(
  path: string,
  memory: WebAssembly.Memory,
  kernels: BlasOptions["kernels"],
): BlasLibrary {
  const opened = Deno.dlopen(path, products);
  const { cblas_sgemm, cblas_dgemm } = opened.symbols;
  const bytes = new Uint8Array(memory.buffer);
  // The memory is reserved up to its maximum when it is made, so its address never changes.
  const base = Number(Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes)));
  return {
    path,
    version: configure(path),
    gemm: {
      f32: nativeGemm(cblas_sgemm as unknown as NativeProduct, base, kernels.f32),
      f64: nativeGemm(cblas_dgemm as unknown as NativeProduct, base, kernels.f64),
    },
    close: () => opened.close(),
  };
}

/** Deno types addresses as bigint and also takes numbers, which it passes without allocating. */
type NativeProduct = (
  ...values: [
    ...[order: number, transposeA: number, transposeB: number, M: number, N: number, K: number],
    ...[alpha: number, a: number, aStride: number, b: number, bStride: number],
    ...[beta: number, c: number, cStride: number],
  ]
) => void;

function nativeGemm(
  product: NativeProduct,
  base: number,
  { gemm, epilogue }: Pick<DTypeKernels, "gemm" | "epilogue">,
): Gemm {
  return (M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, bias, bits, workspace) => {
    if (M === 0 || N === 0 || K === 0) {
      gemm(M, N, K, a, aRow, aColumn, b, bRow, bColumn, c, cRow, bias, bits, workspace);
      return;
    }
    const keepsA = aColumn === 1, keepsB = bColumn === 1;
    product(
      rowMajor,
      keepsA ? asItIs : transposed,
      keepsB ? asItIs : transposed,
      M,
      N,
      K,
      1,
      base + a,
      keepsA ? Math.max(aRow, K) : aColumn,
      base + b,
      keepsB ? Math.max(bRow, N) : bColumn,
      bits & 1,
      base + c,
      cRow,
    );
    if (bias !== 0 || (bits & 2) !== 0) epilogue(M, N, c, bias, bits & 2);
  };
}

/** Makes the library single-threaded, as every thread of ours calls it on its own rows. */
function configure(path: string): string {
  try {
    const extras = Deno.dlopen(path, openBlasExtras), { symbols } = extras;
    symbols.openblas_set_num_threads(1);
    const text = (pointer: Deno.PointerValue) =>
      pointer === null ? "" : new Deno.UnsafePointerView(pointer).getCString();
    const version = text(symbols.openblas_get_config()).split(" ").slice(0, 2).join(" ");
    const described = `${version} ${text(symbols.openblas_get_corename())}`;
    extras.close();
    return described;
  } catch {
    return path.includes("Accelerate") ? "Accelerate" : path;
  }
}

/**
 * OpenBLAS before 0.3.22 takes new AMD processors for ones without AVX-512, at half the speed; what it
 * reads at loading can be said in the environment, where the program may write that.
 */
function preferWideVectors(): void {
  const variable = "OPENBLAS_CORETYPE";
  const granted = (descriptor: Deno.PermissionDescriptor) =>
    Deno.permissions.querySync(descriptor).state === "granted";
  if (Deno.build.os !== "linux" || Deno.build.arch !== "x86_64") return;
  if (!granted({ name: "env", variable }) || !granted({ name: "read", path: "/proc/cpuinfo" })) {
    return;
  }
  if (Deno.env.has(variable)) return;
  const flags = Deno.readTextFileSync("/proc/cpuinfo").match(/^flags\s*:.*$/m)?.[0] ?? "";
  const wide = ["avx512f", "avx512dq", "avx512bw", "avx512vl"];
  if (wide.every((flag) => flags.includes(flag))) Deno.env.set(variable, "SkylakeX");
}
