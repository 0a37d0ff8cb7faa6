import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { convolveItems } from "./_convolve_items.ts";
import { GradientChunks } from "./_gradient_chunks.ts";
import { partsFor } from "./_parts_for.ts";
import { PieceGradient } from "./_piece_gradient.ts";
import { type Plan, wholeVectors } from "./_plan.ts";

/** Bytes for what kernels write past the end of a laid-out image, and for aligning what follows it. */
const slackBytes = 128;

/**
 * By kernels that read the taps straight from the laid-out image: panels of filters, or where groups have one filter
 * each, which would leave panels mostly empty, rows of outputs.
 */
export class DirectProducts implements ConvolutionProducts {
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #forward: Plan;
  readonly #chunks: GradientChunks;
  readonly #narrowGradient: PieceGradient | undefined;
  readonly #imageProducts: number;
  readonly #packed: number;
  /** For each thread: laid-out images, and for the weight gradient packed runs. */
  readonly #scratch: readonly number[];

  constructor(options: ProductsOptions) {
    const { arena, dtype, batch, output, imageProducts, forward, transposed } = options;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#forward = forward;
    this.#imageProducts = imageProducts;
    this.#chunks = new GradientChunks(arena, dtype, batch, output, forward);
    if (forward.groupRows === 1) {
      this.#narrowGradient = new PieceGradient("gradientNarrow", options);
    }
    const packedSize = Math.max(forward.packedSize, transposed.packedSize);
    this.#packed = arena.tensor([packedSize], dtype).pointer;
    const scratchBytes = Math.max(
      forward.laidOutBytes + slackBytes + paddedBytes(output, dtype),
      transposed.laidOutBytes + slackBytes,
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
    const { packFilters, gatherFilters } = this.#engine.kernels[this.#dtype];
    if (plan.groupRows === 1) {
      gatherFilters(pointer, groupStride, filterStride, weight, this.#packed);
      // deno-fmt-ignore
      convolveItems(
        this.#engine, this.#dtype, "convolveNarrow", batch,
        partsFor(this.#engine, batch * this.#imageProducts),
        pointer, source, gate, this.#packed, bias, relu, target, this.#scratch,
      );
      return;
    }
    packFilters(pointer, groupStride, filterStride, weight, this.#packed);
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
    if (this.#narrowGradient !== undefined) {
      const scratch = this.#scratch;
      // deno-fmt-ignore
      this.#narrowGradient.gradient(
        batch, source, outputGradient, gate, weightGradient, biasGradient, scratch,
      );
      return;
    }
    const { threads, kernels, kernelIds } = this.#engine;
    const { panels, taps, pointer } = this.#forward;
    const { images, rows, runs } = this.#chunks;
    const parts = partsFor(this.#engine, batch * this.#imageProducts);
    const pairs = Math.ceil(taps / 2);
    const splitsPanels = panelShare(this.#forward, parts) <= pairShare(pairs, parts);
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

/** Time that packing a panel's runs takes, in pairs of taps. */
const packingPairs = 2.5;

/** Share of the work of the thread that has most, where panels are split, of 6 filters and then of 4. */
function panelShare({ panels, groups, groupRows }: Plan, parts: number): number {
  const most = Math.ceil(panels / parts);
  if (groups > 1) return most / panels;
  return Math.min(6 * most, groupRows) / groupRows;
}

/** The same where pairs of taps are split: each thread packs the runs of all panels. */
function pairShare(pairs: number, parts: number): number {
  return (Math.ceil(pairs / parts) + packingPairs) / (pairs + packingPairs);
}

/** Bytes of a channel of the output whose rows are whole vectors. */
function paddedBytes([rows, columns]: readonly [number, number], dtype: DType): number {
  return rows * wholeVectors(columns, dtype) * bytesPerElement[dtype];
}
