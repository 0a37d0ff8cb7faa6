import { Heap } from "./_heap.ts";
import { Arena } from "./arena.ts";
import type { DType } from "./dtype.ts";
import {
  type DTypeKernels,
  kernelModule,
  type SharedKernels,
} from "./kernels/kernels_generated.ts";

/** What an engine is made with. */
export interface EngineOptions {
  /** Most bytes that tensors may take together, at most 4 GiB; default 4 GiB. */
  readonly maximumBytes?: number;
}

/** The fixed kernels: `kernels.f32.gemm`, `kernels.f64.gemm`, and those that do not depend on a type. */
export type Kernels = Readonly<Record<DType, DTypeKernels>> & { readonly shared: SharedKernels };

const pageBytes = 65536;
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
  /** Address of the scratch space that the matrix product packs its operands into. */
  readonly workspace: number;
  readonly #heap: Heap;
  readonly #workspaceBytes: number;

  /**
   * Engines are made by {@linkcode createEngine}.
   *
   * @param options How much memory it may use.
   */
  constructor({ maximumBytes = 65536 * pageBytes }: EngineOptions = {}) {
    if (!(maximumBytes >= 16 * pageBytes && maximumBytes <= 65536 * pageBytes)) {
      throw new RangeError(
        `Engine: expected maximumBytes from ${16 * pageBytes} to ${
          65536 * pageBytes
        }, got ${maximumBytes}; leave it out for the most`,
      );
    }
    const maximum = Math.floor(maximumBytes / pageBytes);
    this.memory = new WebAssembly.Memory({ initial: 16, maximum, shared: true });
    compiled ??= new WebAssembly.Module(Uint8Array.fromBase64(kernelModule));
    const exports = new WebAssembly.Instance(compiled, { env: { memory: this.memory } }).exports;
    this.kernels = groupKernels(exports);
    this.#heap = new Heap(slackBytes, (end) => this.#grow(end));
    this.#workspaceBytes = this.kernels.shared.gemmWorkspaceBytes();
    this.workspace = this.#heap.allocate(this.#workspaceBytes);
    this.#workspaceBytes = this.#heap.bytesInUse;
  }

  /** Bytes that tensors take now, rounded up to cache lines. */
  get bytesInUse(): number {
    return this.#heap.bytesInUse - this.#workspaceBytes;
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

  /** Ends the engine; its memory goes when the last tensor is forgotten. */
  [Symbol.dispose](): void {
    this.#heap.release(this.workspace);
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
 * @param options How much memory it may use, see {@linkcode EngineOptions}.
 * @returns An engine; release it with `using` or `Symbol.dispose`.
 * @throws {RangeError} When `maximumBytes` is out of range.
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

function groupKernels(exports: WebAssembly.Exports): Kernels {
  const groups: Record<string, Record<string, unknown>> = { f32: {}, f64: {}, shared: {} };
  for (const [name, kernel] of Object.entries(exports)) {
    const [, base, dtype] = name.match(/^(\w+)_(f32|f64)$/) ?? [undefined, name, "shared"];
    groups[dtype][base] = kernel;
  }
  return groups as unknown as Kernels;
}
