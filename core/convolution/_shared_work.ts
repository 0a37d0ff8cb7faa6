import type { DTypeKernels } from "../kernels/kernels_generated.ts";
import type { Engine } from "../memory/engine.ts";
import type { DType } from "../types/dtype.ts";
import type { ProductsOptions } from "./_convolution_products.ts";

/** Multiplications below which a call takes less time than telling another thread of it. */
const worthSplitting = 250_000;

/** A kernel for calls from this thread, and its number for calls on others. */
export interface SharedKernel {
  readonly run: (...values: number[]) => unknown;
  readonly id: number;
}

/** A fixed kernel. */
export function fixedKernel(
  { kernels, kernelIds }: Engine,
  dtype: DType,
  name: keyof DTypeKernels,
): SharedKernel {
  return { run: kernels[dtype][name] as SharedKernel["run"], id: kernelIds[dtype][name] };
}

/** The work of a convolution, shared among threads that have scratch memory of their own. */
export class SharedWork {
  readonly #engine: Engine;
  readonly #imageProducts: number;
  /** For each thread. */
  readonly #scratch: readonly number[];

  constructor(
    { arena, imageProducts }: Pick<ProductsOptions, "arena" | "imageProducts">,
    scratchBytes: number,
  ) {
    this.#engine = arena.engine;
    this.#imageProducts = imageProducts;
    this.#scratch = Array.from(
      { length: arena.engine.threads.size },
      () => arena.tensor([scratchBytes], "u8").pointer,
    );
  }

  /** Scratch memory of the calling thread. */
  get scratch(): number {
    return this.#scratch[0];
  }

  /** On how many threads a batch is computed. */
  parts(batch: number): number {
    const products = batch * this.#imageProducts;
    return products < worthSplitting ? 1 : this.#engine.threads.available;
  }

  /**
   * Runs a kernel on the items `from` to `to`, of which shares are multiples of `step`. Its arguments are `values`, the
   * ends of a share in front of that at `place`, and scratch memory behind all.
   */
  run(
    { run, id }: SharedKernel,
    batch: number,
    from: number,
    to: number,
    step: number,
    place: number,
    ...values: number[]
  ): void {
    const { threads } = this.#engine;
    const parts = this.parts(batch);
    const share = Math.ceil((to - from) / step / parts) * step;
    const last = values.push(0, 0, 0) - 1;
    values.copyWithin(place + 2, place, last - 2);
    for (let part = parts - 1; part >= 0; part--) {
      const first = from + part * share;
      if (first >= to) continue;
      values[place] = first;
      values[place + 1] = Math.min(first + share, to);
      values[last] = this.#scratch[part];
      if (part > 0) threads.start(part, id, ...values);
      else run(...values);
    }
    if (share < to - from) threads.join();
  }
}
