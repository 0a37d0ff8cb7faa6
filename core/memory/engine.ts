import { Heap } from "./_heap.ts";
import { Arena } from "./arena.ts";
import type { NativeConvolutions } from "../native/native_convolutions.ts";
import type { NativeLibrary, NativeName } from "../native/native_library.ts";
import { nativeKernels } from "../native/native_kernels.ts";
import { openNative } from "../native/open_native.ts";
import manifest from "../deno.json" with { type: "json" };
import type { DType } from "../types/dtype.ts";
import {
  type DTypeKernels,
  type KernelIds,
  type Kernels,
  type KernelTable,
  kernelTable,
  type MultiplyAdd,
} from "../kernels/kernel_table.ts";
import { ThreadPool } from "../threads/thread_pool.ts";

/**
 * Options of {@linkcode createEngine}.
 *
 * @category Tensors
 */
export interface EngineOptions {
  /** Threads that share the work of large kernels, a whole number of at least 1; default 1. */
  readonly threads?: number;
  /**
   * Native library that computes matrix products and convolutions through FFI: `"none"` (default), the kernels of
   * WebAssembly, the same bits on all machines of which {@linkcode fusedMultiplyAdd} says the same; `"onednn"`, the
   * system's oneDNN, which has products and convolutions of f32 (f64 stays with WebAssembly), or `"openblas"`, its OpenBLAS
   * or Accelerate, which have products, or an error; `"auto"`, the first of the two that is found and allowed, else none.
   */
  readonly native?: "auto" | "none" | NativeName;
  /**
   * Rounding in products and convolutions: `"relaxed"` (default), once or twice as the machine does it, or `"strict"`,
   * twice on every machine, which takes longer. A native library rounds as it likes, so strict goes with wasm only.
   */
  readonly multiplyAdd?: MultiplyAdd;
  /**
   * Sums of convolutions in the kernels of WebAssembly and in oneDNN: `"auto"` (default), Winograd's F(4x4, 3x3) for 3 by
   * 3 filters at stride 1 where it is faster, off by about 1e-6 of the largest value in f32, and a value that is not finite
   * spreads over the tiles of 4 by 4 outputs that it meets; `"direct"`, always the plain sum.
   */
  readonly convolution?: "auto" | "direct";
  /** Path or name of the native library; default where systems have it. */
  readonly libraryPath?: string | undefined;
  /** Most bytes that tensors may take together, at most 4 GiB; default 4 GiB. */
  readonly maximumBytes?: number;
}

/**
 * An implementation of matrix products.
 *
 * @category Tensors
 */
export interface MatmulBackend {
  /** `"wasm"`, or the kind of native library. */
  readonly name: "wasm" | NativeName;
  /** Version of the library; for wasm, of the kernels. */
  readonly version: string;
  /** The product for each floating-point type. */
  readonly gemm: Readonly<Record<DType, DTypeKernels["gemm"]>>;
  /** The products' numbers for {@linkcode ThreadPool.start}. */
  readonly ids: Readonly<Record<DType, number>>;
  /** Whether products of a type are a native library's. */
  readonly isNative: Readonly<Record<DType, boolean>>;
  /** Convolutions of f32 of the native library and their numbers, where it has them. */
  readonly convolutions: NativeConvolutionKernels | undefined;
}

/**
 * A native library's convolutions for the calling thread, and their numbers for {@linkcode ThreadPool.start}.
 *
 * @category Tensors
 */
export interface NativeConvolutionKernels {
  /** For calls from this thread. */
  readonly kernels: NativeConvolutions;
  /** For calls on other threads. */
  readonly ids: { readonly convolve: number; readonly gradient: number };
}

const pageBytes = 65536;
const minimumPages = 16;
/** As far as 32-bit addresses reach. */
const maximumPages = 65536;
/** Kernels may read (never write) this far past the end of a tensor, so that loops need no tails. */
const slackBytes = 64;

/**
 * Kernel memory and the kernels that work on it.
 *
 * Tensors are made in arenas of an engine, and a kernel only joins tensors of one engine.
 *
 * @category Tensors
 *
 * @example Add a column of ones by hand
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.tensor([2, 3], "f64");
 * x.data.fill(1);
 * assertEquals(x.shape, [2, 3]);
 * ```
 */
export class Engine implements Disposable {
  /** The memory that all tensors of this engine lie in; shared, so views survive its growth. */
  readonly memory: WebAssembly.Memory;
  /** The fixed kernels; for layers, not for everyday use: they check nothing. */
  readonly kernels: Kernels;
  /** All that the kernel module exports, for modules compiled at run time to import. */
  readonly kernelExports: WebAssembly.Exports;
  /** The kernels' numbers for {@linkcode ThreadPool.start}. */
  readonly kernelIds: KernelIds;
  /** The threads that large kernels are split over. */
  readonly threads: ThreadPool;
  /** The implementation of matrix products, for run records. */
  readonly matmul: MatmulBackend;
  /** Rounding in products and convolutions, for run records. */
  readonly multiplyAdd: MultiplyAdd;
  /** How convolutions are summed, for run records. */
  readonly convolution: "auto" | "direct";
  /** For each thread, the caller's first: scratch space that kernels pack their operands into. */
  readonly workspaces: readonly number[];
  /** Floating-point operations that matrix products and convolutions have done, for profiles. */
  operations = 0;
  readonly #heap: Heap;
  readonly #library: NativeLibrary | undefined;
  readonly #ownBytes: number;

  /**
   * Engines are made by {@linkcode createEngine}.
   *
   * @param options Threads, matrix product and memory.
   */
  constructor({
    threads = 1,
    native = "none",
    multiplyAdd = "relaxed",
    convolution = "auto",
    libraryPath,
    maximumBytes = maximumPages * pageBytes,
  }: EngineOptions = {}) {
    if (!Number.isSafeInteger(threads) || threads < 1 || threads > 256) {
      throw new RangeError(
        `Engine: expected threads to be a whole number from 1 to 256, got ${threads}; use the number of cores`,
      );
    }
    if (!(maximumBytes >= minimumPages * pageBytes && maximumBytes <= maximumPages * pageBytes)) {
      throw new RangeError(
        `Engine: expected maximumBytes from ${minimumPages * pageBytes} to ${
          maximumPages * pageBytes
        }, got ${maximumBytes}; leave it out for the most`,
      );
    }
    if (multiplyAdd === "strict" && native !== "none") {
      throw new RangeError(
        `Engine: expected native "none" beside multiplyAdd "strict", got "${native}", which rounds as its library does; choose one of them`,
      );
    }
    this.memory = new WebAssembly.Memory({
      initial: minimumPages,
      maximum: Math.floor(maximumBytes / pageBytes),
      shared: true,
    });
    const library = this.#library = native === "none"
      ? undefined
      : openNative(native, { path: libraryPath, memory: this.memory });
    const table = kernelTable(this.memory, { multiplyAdd, products: library?.products });
    this.kernels = table.kernels;
    this.kernelIds = table.ids;
    this.kernelExports = table.exports;
    this.#heap = new Heap(slackBytes, (end) => this.#grow(end));
    this.matmul = matmulBackend(table, library);
    this.multiplyAdd = multiplyAdd;
    this.convolution = convolution;
    const workspaceBytes = this.kernels.shared.gemmWorkspaceBytes();
    this.workspaces = Array.from({ length: threads }, () => this.#heap.allocate(workspaceBytes));
    this.threads = new ThreadPool({
      size: threads,
      memory: this.memory,
      kernels: table,
      library,
      allocate: (bytes) => this.#heap.allocate(bytes),
      free: (pointer) => this.#heap.release(pointer),
    });
    this.#ownBytes = this.#heap.bytesInUse;
  }

  /** Bytes that tensors take now, rounded up to cache lines. */
  get bytesInUse(): number {
    return this.#heap.bytesInUse - this.#ownBytes;
  }

  /**
   * A new scope of tensors.
   *
   * @returns An arena that frees its tensors together.
   */
  arena(): Arena {
    return new Arena(this);
  }

  /**
   * Takes raw kernel memory; arenas call this.
   *
   * @param bytes How many bytes.
   * @returns Byte address, a multiple of 64.
   * @throws {RangeError} When memory is exhausted.
   */
  allocate(bytes: number): number {
    return this.#heap.allocate(bytes);
  }

  /**
   * Gives raw kernel memory back; arenas call this.
   *
   * @param pointer An address that {@linkcode Engine.allocate} returned.
   */
  free(pointer: number): void {
    this.#heap.release(pointer);
  }

  /** Ends the engine's threads and closes its native library; its memory goes when the last tensor is forgotten. */
  [Symbol.dispose](): void {
    this.threads[Symbol.dispose]();
    this.#library?.close();
  }

  #grow(end: number): void {
    const missing = end + slackBytes - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    try {
      this.memory.grow(Math.ceil(missing / pageBytes));
    } catch {
      throw new RangeError(
        `Engine.allocate: expected at most ${this.memory.buffer.byteLength} bytes of tensors and could not grow to ${end}; dispose arenas, or use a smaller batch or network`,
      );
    }
  }
}

/**
 * An engine: kernel memory and the kernels that work on it.
 *
 * @category Tensors
 * @param options Threads, matrix product and memory, see {@linkcode EngineOptions}.
 * @returns An engine; release it with `using` or `Symbol.dispose`, or its threads keep the program alive.
 * @throws {RangeError} When an option is out of range, or strict multiply-add is to go with a native library.
 * @throws {Deno.errors.NotFound} When `matmul` is a native library and none was found.
 * @throws {Deno.errors.NotCapable} When a native library or threads lack the permission they need.
 *
 * @example Make an engine for the current scope
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * assertEquals(engine.bytesInUse, 0);
 * ```
 */
export function createEngine(options: EngineOptions = {}): Engine {
  return new Engine(options);
}

function matmulBackend(table: KernelTable, library: NativeLibrary | undefined): MatmulBackend {
  const { kernels, ids } = table;
  if (library === undefined) {
    return {
      name: "wasm",
      version: manifest.version,
      gemm: { f32: kernels.f32.gemm, f64: kernels.f64.gemm },
      ids: { f32: ids.f32.gemm, f64: ids.f64.gemm },
      isNative: { f32: false, f64: false },
      convolutions: undefined,
    };
  }
  const { name, version, products } = library;
  const native = nativeKernels(library, table);
  return {
    name,
    version,
    gemm: native.gemm,
    ids: native.ids,
    isNative: { f32: products.f32 !== undefined, f64: products.f64 !== undefined },
    convolutions: native.convolutions && { kernels: native.convolutions, ids: native.ids },
  };
}
