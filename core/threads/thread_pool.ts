import {
  closeKernel,
  control,
  type ControlBlock,
  controlBlock,
  controlBytes,
  loadKernel,
  waitWhile,
} from "./_control.ts";
import type { KernelTable } from "../kernels/kernel_table.ts";
import { nativeKernelCount } from "../native/native_kernels.ts";
import type { NativeLibrary } from "../native/native_library.ts";

const workerModule = new URL("./_thread_worker.ts", import.meta.url);

/** Without this the worker would die later, as an uncaught error of the whole program. */
function checkReadable(): void {
  if (workerModule.protocol !== "file:") return;
  if (Deno.permissions.querySync({ name: "read", path: workerModule }).state === "granted") return;
  throw new Deno.errors.NotCapable(
    `Engine: expected permission to read ${workerModule.pathname}, which threads run, got none; give Deno that permission, or use threads 1`,
  );
}

/**
 * Options of {@linkcode ThreadPool}.
 *
 * @category Tensors
 */
export interface ThreadPoolOptions {
  /** Threads that work together, the caller among them; at least 1. */
  readonly size: number;
  /** The memory that all threads work on. */
  readonly memory: WebAssembly.Memory;
  /** The fixed kernels. */
  readonly kernels: Pick<KernelTable, "module" | "list">;
  /** The native library that workers open too, where products go through one. */
  readonly library?: Pick<NativeLibrary, "name" | "path"> | undefined;
  /** Takes kernel memory. */
  readonly allocate: (bytes: number) => number;
  /** Gives kernel memory back. */
  readonly free: (pointer: number) => void;
}

/**
 * Workers over one kernel memory: the caller starts each on a part, does its own part, and joins.
 *
 * A call is a kernel number and its arguments, written into shared memory; nothing is posted. A worker
 * that is not up yet is simply not used: kernels give the same bits however the work is split.
 *
 * @category Tensors
 *
 * @example An engine with two threads
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine({ threads: 2 });
 * assertEquals(engine.threads.size, 2);
 * ```
 */
export class ThreadPool implements Disposable {
  /** Threads that work together, the caller among them. */
  readonly size: number;
  readonly #options: ThreadPoolOptions;
  readonly #workers: Worker[] = [];
  readonly #blocks: ControlBlock[] = [];
  readonly #started: boolean[] = [];
  #available = 1;
  #kernelCount: number;

  /**
   * Pools are made by an engine: `createEngine({ threads })`.
   *
   * @param options Size, memory and kernels.
   * @throws {Deno.errors.NotCapable} When the worker's module may not be read.
   */
  constructor(options: ThreadPoolOptions) {
    const { size, memory, kernels: { module, list }, library, allocate } = options;
    this.size = size;
    this.#options = options;
    this.#kernelCount = list.length + (library === undefined ? 0 : nativeKernelCount);
    const native = library && { name: library.name, path: library.path };
    if (size > 1) checkReadable();
    for (let thread = 1; thread < size; thread++) {
      const pointer = allocate(controlBytes);
      const block = controlBlock(memory.buffer, pointer);
      block.words.fill(0);
      const worker = new Worker(workerModule, {
        type: "module",
        name: `descent-${thread}`,
      });
      worker.postMessage({ module, memory, native, pointer });
      this.#workers.push(worker);
      this.#blocks.push(block);
      this.#started.push(false);
    }
  }

  /** Threads that can take work now; grows to `size` while the workers start. */
  get available(): number {
    while (
      this.#available <= this.#blocks.length &&
      Atomics.load(this.#blocks[this.#available - 1].words, control.health) !== 0
    ) {
      this.#available++;
    }
    return this.#available;
  }

  /** Resolves when every worker is up: for benchmarks and tests; ordinary use need not wait. */
  async ready(): Promise<void> {
    while (this.available < this.size) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  /**
   * Starts a kernel on another thread; returns at once.
   *
   * @param thread Which, from 1 to `available - 1`; idle since the last `join`.
   * @param kernel Number of the kernel, from `engine.kernelIds` or {@linkcode ThreadPool.load}.
   * @param values The kernel's arguments, at most 24.
   */
  start(thread: number, kernel: number, ...values: number[]): void {
    const { words, slots } = this.#blocks[thread - 1];
    for (let i = 0; i < values.length; i++) slots[i] = values[i];
    words[control.kernel] = kernel;
    words[control.argumentCount] = values.length;
    this.#started[thread - 1] = true;
    Atomics.add(words, control.generation, 1);
    if (Atomics.load(words, control.workerSleeps) === 1) Atomics.notify(words, control.generation);
  }

  /**
   * Waits until every started kernel has ended.
   *
   * @throws {Error} When a kernel trapped on another thread.
   */
  join(): void {
    let trapped = false;
    for (let i = 0; i < this.#blocks.length; i++) {
      if (!this.#started[i]) continue;
      const { words } = this.#blocks[i];
      const before = words[control.generation] - 1 | 0;
      waitWhile(words, control.done, before, control.callerSleeps);
      this.#started[i] = false;
      if (words[control.health] === -1) {
        trapped = true;
        words[control.health] = 1;
      }
    }
    if (trapped) {
      throw new Error(
        "ThreadPool.join: a kernel trapped on another thread; check the pointers and extents of the call",
      );
    }
  }

  /**
   * Gives a module compiled at run time to every worker; waits until all are up.
   *
   * @param bytes A module that imports `env.memory` and `kernels.*` and exports `run`.
   * @returns The number under which `start` runs it.
   */
  load(bytes: Uint8Array): number {
    const { memory, allocate, free } = this.#options;
    const pointer = allocate(bytes.length);
    new Uint8Array(memory.buffer, pointer, bytes.length).set(bytes);
    for (let thread = 1; thread < this.size; thread++) {
      this.start(thread, loadKernel, pointer, bytes.length);
    }
    this.join();
    free(pointer);
    return this.#kernelCount++;
  }

  /** Ends the workers; no thread is left. */
  [Symbol.dispose](): void {
    for (let i = 0; i < this.#workers.length; i++) {
      this.start(i + 1, closeKernel);
      this.#workers[i].terminate();
    }
    this.#workers.length = 0;
    this.#blocks.length = 0;
    this.#available = 1;
  }
}
