import { Heap } from "./_heap.ts";
import { Arena } from "./arena.ts";
import { type BlasLibrary, openBlas } from "../blas/blas_library.ts";
import { nativeGemm } from "../blas/native_gemm.ts";
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

/** Options of {@linkcode createEngine}. */
export interface EngineOptions {
  /** Threads that share the work of large kernels, a whole number of at least 1; default 1. */
  readonly threads?: number;
  /**
   * Implementation of matrix products: `"wasm"` (default), the same bits on all machines of which
   * {@linkcode fusedMultiplyAdd} says the same; `"blas"`, the system's library through FFI, or an error; `"auto"`, that
   * library where it is found and allowed, else wasm.
   */
  readonly matmul?: "auto" | "wasm" | "blas";
  /**
   * Rounding in products and convolutions: `"relaxed"` (default), once or twice as the machine does it, or `"strict"`,
   * twice on every machine, which takes longer. A native library rounds as it likes, so strict goes with wasm only.
   */
  readonly multiplyAdd?: MultiplyAdd;
  /** Path or name of the library for `"blas"` and `"auto"`; default the system's OpenBLAS or Accelerate. */
  readonly blasPath?: string | undefined;
  /** Most bytes that tensors may take together, at most 4 GiB; default 4 GiB. */
  readonly maximumBytes?: number;
}

/** An implementation of matrix products. */
export interface MatmulBackend {
  /** `"wasm"` or `"blas"`. */
  readonly name: "wasm" | "blas";
  /** Version of the library; for wasm, of the kernels. */
  readonly version: string;
  /** The product for each floating-point type. */
  readonly gemm: Readonly<Record<DType, DTypeKernels["gemm"]>>;
  /** The products' numbers for {@linkcode ThreadPool.start}. */
  readonly ids: Readonly<Record<DType, number>>;
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
  /** For each thread, the caller's first: scratch space that kernels pack their operands into. */
  readonly workspaces: readonly number[];
  /** Floating-point operations that matrix products and convolutions have done, for profiles. */
  operations = 0;
  readonly #heap: Heap;
  readonly #blas: BlasLibrary | undefined;
  readonly #ownBytes: number;

  /**
   * Engines are made by {@linkcode createEngine}.
   *
   * @param options Threads, matrix product and memory.
   */
  constructor({
    threads = 1,
    matmul = "wasm",
    multiplyAdd = "relaxed",
    blasPath,
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
    if (multiplyAdd === "strict" && matmul !== "wasm") {
      throw new RangeError(
        `Engine: expected matmul "wasm" beside multiplyAdd "strict", got "${matmul}", which rounds as its library does; choose one of them`,
      );
    }
    this.memory = new WebAssembly.Memory({
      initial: minimumPages,
      maximum: Math.floor(maximumBytes / pageBytes),
      shared: true,
    });
    this.#blas = matmul === "wasm" ? undefined : openBlasIfWanted(matmul, blasPath, this.memory);
    const table = kernelTable(this.memory, { multiplyAdd, products: this.#blas?.products });
    this.kernels = table.kernels;
    this.kernelIds = table.ids;
    this.kernelExports = table.exports;
    this.#heap = new Heap(slackBytes, (end) => this.#grow(end));
    this.matmul = matmulBackend(table, this.#blas);
    this.multiplyAdd = multiplyAdd;
    const workspaceBytes = this.kernels.shared.gemmWorkspaceBytes();
    this.workspaces = Array.from({ length: threads }, () => this.#heap.allocate(workspaceBytes));
    this.threads = new ThreadPool({
      size: threads,
      memory: this.memory,
      kernels: table,
      blasPath: this.#blas?.path,
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
    this.#blas?.close();
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
 * @param options Threads, matrix product and memory, see {@linkcode EngineOptions}.
 * @returns An engine; release it with `using` or `Symbol.dispose`, or its threads keep the program alive.
 * @throws {RangeError} When an option is out of range, or strict multiply-add is to go with a native library.
 * @throws {Deno.errors.NotFound} When `matmul` is `"blas"` and no library was found.
 * @throws {Deno.errors.NotCapable} When `"blas"` or threads lack the permission they need.
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

function openBlasIfWanted(
  matmul: "auto" | "blas",
  path: string | undefined,
  memory: WebAssembly.Memory,
): BlasLibrary | undefined {
  try {
    return openBlas({ path, memory });
  } catch (error) {
    if (matmul === "blas") throw error;
    return undefined;
  }
}

function matmulBackend(
  { kernels, ids, list }: KernelTable,
  blas: BlasLibrary | undefined,
): MatmulBackend {
  if (blas === undefined) {
    return {
      name: "wasm",
      version: manifest.version,
      gemm: { f32: kernels.f32.gemm, f64: kernels.f64.gemm },
      ids: { f32: ids.f32.gemm, f64: ids.f64.gemm },
    };
  }
  return {
    name: "blas",
    version: blas.version,
    gemm: {
      f32: nativeGemm(blas.products.f32, kernels.f32),
      f64: nativeGemm(blas.products.f64, kernels.f64),
    },
    ids: { f32: list.length, f64: list.length + 1 },
  };
}
