import { Heap } from "./_heap.ts";
import { Arena } from "./arena.ts";
import type { DType } from "./dtype.ts";
import {
  type DTypeKernels,
  kernelModule,
  type SharedKernels,
} from "./kernels/kernels_generated.ts";
import { kernelNames, ThreadPool } from "./threads/thread_pool.ts";

export type { DTypeKernels, SharedKernels };

/** What an engine is made with. */
export interface EngineOptions {
  /** Threads that share the work of large kernels, a whole number of at least 1; default 1. */
  readonly threads?: number;
  /** Most bytes that tensors may take together, at most 4 GiB; default 4 GiB. */
  readonly maximumBytes?: number;
}

/** The fixed kernels: `kernels.f32.gemm`, `kernels.f64.gemm`, and those that do not depend on a type. */
export type Kernels = Readonly<Record<DType, DTypeKernels>> & { readonly shared: SharedKernels };

/** The numbers under which the pool runs the fixed kernels, grouped like {@linkcode Kernels}. */
export type KernelIds =
  & Readonly<Record<DType, Readonly<Record<keyof DTypeKernels, number>>>>
  & { readonly shared: Readonly<Record<keyof SharedKernels, number>> };

const pageBytes = 65536;
const minimumPages = 16;
/** As far as 32-bit addresses reach. */
const maximumPages = 65536;
/** Kernels may read (never write) this far past the end of a tensor, so that loops need no tails. */
const slackBytes = 64;

/** Compiled at first use and shared by every engine of this thread. */
let compiled: WebAssembly.Module | undefined;

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
  /** The kernels' numbers for {@linkcode ThreadPool.start}. */
  readonly kernelIds: KernelIds;
  /** The threads that large kernels are split over. */
  readonly threads: ThreadPool;
  /** For each thread, the caller's first: scratch space that kernels pack their operands into. */
  readonly workspaces: readonly number[];
  readonly #heap: Heap;
  readonly #ownBytes: number;

  /**
   * Engines are made by {@linkcode createEngine}.
   *
   * @param options How many threads and how much memory it may use.
   */
  constructor({ threads = 1, maximumBytes = 65536 * pageBytes }: EngineOptions = {}) {
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
    this.memory = new WebAssembly.Memory({
      initial: minimumPages,
      maximum: Math.floor(maximumBytes / pageBytes),
      shared: true,
    });
    compiled ??= new WebAssembly.Module(Uint8Array.fromBase64(kernelModule));
    const exports = new WebAssembly.Instance(compiled, { env: { memory: this.memory } }).exports;
    const names = kernelNames(compiled);
    this.kernels = grouped(names, (name) => exports[name]) as Kernels;
    this.kernelIds = grouped(names, (_, id) => id) as KernelIds;
    this.#heap = new Heap(slackBytes, (end) => this.#grow(end));
    const workspaceBytes = this.kernels.shared.gemmWorkspaceBytes();
    this.workspaces = Array.from({ length: threads }, () => this.#heap.allocate(workspaceBytes));
    this.threads = new ThreadPool({
      size: threads,
      memory: this.memory,
      module: compiled,
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

  /** Ends the engine's threads; its memory goes when the last tensor is forgotten. */
  [Symbol.dispose](): void {
    this.threads[Symbol.dispose]();
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
 * @param options How many threads and how much memory it may use, see {@linkcode EngineOptions}.
 * @returns An engine; release it with `using` or `Symbol.dispose`, or its threads keep the program alive.
 * @throws {RangeError} When an option is out of range.
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

function grouped(
  names: readonly string[],
  entry: (name: string, id: number) => unknown,
): unknown {
  const groups: Record<string, Record<string, unknown>> = { f32: {}, f64: {}, shared: {} };
  names.forEach((name, id) => {
    const [, base, dtype] = name.match(/^(\w+)_(f32|f64)$/) ?? [undefined, name, "shared"];
    groups[dtype][base] = entry(name, id);
  });
  return groups;
}
