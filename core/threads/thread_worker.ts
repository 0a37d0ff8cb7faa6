/**
 * One thread of a pool: runs kernels on the shared memory as its control block says.
 *
 * @module
 */
import { closeKernel, control, controlBlock, loadKernel, waitWhile } from "./_control.ts";

/** What a worker is started with; nothing else is ever posted. */
interface Start {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly pointer: number;
}

type Kernel = (...values: number[]) => unknown;

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Start>) => void) | null;
  close(): void;
};

scope.onmessage = ({ data: { module, memory, pointer } }) => {
  const { words, slots } = controlBlock(memory.buffer, pointer);
  const fixed = new WebAssembly.Instance(module, { env: { memory } }).exports;
  const kernels = Object.values(fixed).filter((value) => typeof value === "function") as Kernel[];
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
          kernels: fixed,
        });
        kernels.push(loaded.exports.run as Kernel);
      } else {
        kernels[kernel](...slots.subarray(0, words[control.argumentCount]));
      }
    } catch {
      Atomics.store(words, control.health, -1);
    }
    Atomics.store(words, control.done, generation);
    if (Atomics.load(words, control.callerSleeps) === 1) Atomics.notify(words, control.done);
  }
  scope.close();
};
