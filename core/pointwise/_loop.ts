import type { Engine } from "../memory/engine.ts";
import { isMath } from "./_instructions.ts";
import type { Program } from "./_program.ts";

/** Steps times elements below which a run ends sooner than another thread would have begun. */
const worthSplitting = 250_000;
/** Cost of a function of the fixed kernels, in operations. */
const mathCost = 16;
/** Parts of one tensor begin at multiples of this, so that no two threads write to one cache line. */
const elementsPerShare = 16;

/** The compiled rule: applies it to the elements `from` to `to`, counted through the entries of a parameter block. */
export type PointwiseFunction = (block: number, from: number, to: number) => void;

/** A compiled rule in one engine: runs on the caller's thread, or on all threads when that pays. */
export class Loop {
  readonly #engine: Engine;
  readonly #run: PointwiseFunction;
  readonly #bytes: Uint8Array;
  readonly #stepsPerElement: number;
  /** Its number in the thread pool, once it was loaded there. */
  #kernel: number | undefined;

  constructor(engine: Engine, run: PointwiseFunction, bytes: Uint8Array, program: Program) {
    this.#engine = engine;
    this.#run = run;
    this.#bytes = bytes;
    this.#stepsPerElement = stepsPerElement(program);
  }

  /** Applies the rule to the first `count` elements of a parameter block's entries. */
  run(block: number, count: number): void {
    const { threads } = this.#engine;
    // Loading waits for every worker, so it is left until they are up.
    if (
      threads.size === 1 || count * this.#stepsPerElement < worthSplitting ||
      threads.available < threads.size
    ) {
      this.#run(block, 0, count);
      return;
    }
    this.#kernel ??= threads.load(this.#bytes);
    const share = Math.ceil(count / threads.size / elementsPerShare) * elementsPerShare;
    for (let thread = 1; thread * share < count; thread++) {
      const from = thread * share;
      threads.start(thread, this.#kernel, block, from, Math.min(from + share, count));
    }
    this.#run(block, 0, Math.min(share, count));
    threads.join();
  }
}

function stepsPerElement({ steps, invariant }: Program): number {
  return steps.reduce((total, step, index) => {
    if (invariant[index]) return total;
    return total + (step.kind === "operation" && isMath(step.operation) ? mathCost : 1);
  }, 0);
}
