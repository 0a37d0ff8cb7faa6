/**
 * One thread of a pool: runs kernels on the shared memory as its control block says.
 *
 * @module
 */
import { nativeKernels } from "../native/native_kernels.ts";
import type { NativeName } from "../native/native_library.ts";
import { openNative } from "../native/open_native.ts";
import { kernelTable } from "../kernels/kernel_table.ts";
import { closeKernel, control, controlBlock, loadKernel, waitWhile } from "./_control.ts";

/** The message that starts a worker; nothing else is ever posted. */
interface Start {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly native: { readonly name: NativeName; readonly path: string } | undefined;
  readonly pointer: number;
}

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Start>) => void) | null;
  close(): void;
};

scope.onmessage = ({ data: { module, memory, native, pointer } }) => {
  // What grew after the memory was posted is seen here only once this thread has grown it too.
  memory.grow(0);
  const { words, slots } = controlBlock(memory.buffer, pointer);
  const library = native && openNative(native.name, { path: native.path, memory });
  const table = kernelTable(memory, { module, products: library?.products });
  const run: ((...values: number[]) => unknown)[] = [...table.list];
  if (library !== undefined) run.push(...nativeKernels(library, table).list);
  Atomics.store(words, control.health, 1);
  let generation = 0;
  while (true) {
    waitWhile(words, control.generation, generation, control.workerSleeps);
    generation = Atomics.load(words, control.generation);
    const kernel = words[control.kernel];
    if (kernel === closeKernel) break;
    try {
      if (kernel === loadKernel) {
        const bytes = new Uint8Array(memory.buffer, slots[0], slots[1]).slice();
        const loaded = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
          env: { memory },
          kernels: table.exports,
        });
        run.push(loaded.exports.run as typeof run[number]);
      } else {
        run[kernel](...slots.subarray(0, words[control.argumentCount]));
      }
    } catch {
      Atomics.store(words, control.health, -1);
    }
    Atomics.store(words, control.done, generation);
    if (Atomics.load(words, control.callerSleeps) === 1) Atomics.notify(words, control.done);
  }
  scope.close();
};
