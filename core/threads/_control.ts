/**
 * The block through which a worker is told what to run; one per worker, in kernel memory.
 *
 * The caller writes kernel and arguments, then raises `generation`; the worker runs and copies the number
 * into `done`. Each side spins for a while, then declares itself asleep and waits, so that the other
 * side knows when it must notify.
 */
export const control = {
  generation: 0,
  done: 1,
  kernel: 2,
  argumentCount: 3,
  workerSleeps: 4,
  callerSleeps: 5,
  /** 1 once the worker has its kernels, -1 when the last call trapped. */
  health: 6,
} as const;

/** Kernel number that ends a worker. */
export const closeKernel = -1;
/** Kernel number that makes a worker instantiate the module whose bytes the arguments point to. */
export const loadKernel = -2;

/** Arguments start on their own cache line. */
export const argumentsOffset = 64;
export const maximumArguments = 24;
/** Bytes of one block. */
export const controlBytes: number = argumentsOffset + maximumArguments * 8;

/** Rounds of looking before sleeping: about 50 microseconds, longer than the pauses within a training step. */
export const spinRounds = 20_000;

/** The two views of a worker's block. */
export interface ControlBlock {
  readonly words: Int32Array;
  readonly slots: Float64Array;
}

export function controlBlock(buffer: ArrayBufferLike, pointer: number): ControlBlock {
  return {
    words: new Int32Array(buffer, pointer, argumentsOffset / 4),
    slots: new Float64Array(buffer, pointer + argumentsOffset, maximumArguments),
  };
}

/** Waits until a word differs from `value`: looks, then sleeps under the given flag. */
export function waitWhile(words: Int32Array, word: number, value: number, sleepFlag: number): void {
  for (let round = 0; round < spinRounds; round++) {
    if (Atomics.load(words, word) !== value) return;
  }
  Atomics.store(words, sleepFlag, 1);
  while (Atomics.load(words, word) === value) Atomics.wait(words, word, value);
  Atomics.store(words, sleepFlag, 0);
}
