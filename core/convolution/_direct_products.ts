import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { convolveItems } from "./_convolve_items.ts";
import { GradientChunks } from "./_gradient_chunks.ts";
import { partsFor } from "./_parts_for.ts";
import type { Plan } from "./_plan.ts";

/** By kernels that read the taps straight from the laid-out image. */
export class DirectProducts implements ConvolutionProducts {
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #forward: Plan;
  readonly #chunks: GradientChunks;
  readonly #imageProducts: number;
  readonly #packed: number;
  /** For each thread: laid-out images, and for the weight gradient packed runs. */
  readonly #scratch: readonly number[];

  constructor(
    { arena, dtype, batch, output, imageProducts, forward, transposed }: ProductsOptions,
  ) {
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#forward = forward;
    this.#imageProducts = imageProducts;
    this.#chunks = new GradientChunks(arena, dtype, batch, output, forward);
    const packedSize = Math.max(forward.packedSize, transposed.packedSize);
    this.#packed = arena.tensor([packedSize], dtype).pointer;
    const scratchBytes = Math.max(
      forward.laidOutBytes + 64,
      transposed.laidOutBytes + 64,
      this.#chunks.scratchBytes,
    );
    this.#scratch = Array.from(
      { length: arena.engine.threads.size },
      () => arena.tensor([scratchBytes], "u8").pointer,
    );
  }

  convolve(
    plan: Plan,
    batch: number,
    source: number,
    gate: number,
    weight: number,
    bias: number,
    relu: number,
    target: number,
  ): void {
    const { pointer, groupStride, filterStride } = plan;
    this.#engine.kernels[this.#dtype].packFilters(
      pointer,
      groupStride,
      filterStride,
      weight,
      this.#packed,
    );
    // deno-fmt-ignore
    convolveItems(
      this.#engine, this.#dtype, "convolve", batch * plan.panels,
      partsFor(this.#engine, batch * this.#imageProducts),
      pointer, source, gate, this.#packed, bias, relu, target, this.#scratch,
    );
  }

  gradient(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weightGradient: number,
    biasGradient: number,
  ): void {
    const { threads, kernels, kernelIds } = this.#engine;
    const { panels, taps, pointer } = this.#forward;
    const { images, rows, runs } = this.#chunks;
    const parts = partsFor(this.#engine, batch * this.#imageProducts);
    const pairs = Math.ceil(taps / 2);
    // Panels share the packed runs among their taps, so taps are split only when there are too few panels.
    const splitsPanels = panels >= parts;
    const share = Math.ceil((splitsPanels ? panels : pairs) / parts);
    for (let part = parts - 1; part >= 0; part--) {
      const from = part * share, to = Math.min(from + share, splitsPanels ? panels : pairs);
      if (from >= to) continue;
      const fromPair = splitsPanels ? 0 : from, toPair = splitsPanels ? pairs : to;
      const fromPanel = splitsPanels ? from : 0, toPanel = splitsPanels ? to : panels;
      const db = fromPair === 0 ? biasGradient : 0;
      // deno-fmt-ignore
      if (part > 0) {
        threads.start(
          part, kernelIds[this.#dtype].convolutionGradient,
          pointer, batch, images, rows, runs, fromPanel, toPanel, fromPair, toPair,
          source, outputGradient, gate, weightGradient, db, this.#scratch[part],
        );
      } else {
        kernels[this.#dtype].convolutionGradient(
          pointer, batch, images, rows, runs, fromPanel, toPanel, fromPair, toPair,
          source, outputGradient, gate, weightGradient, db, this.#scratch[part],
        );
      }
    }
    if (parts > 1) threads.join();
  }
}
