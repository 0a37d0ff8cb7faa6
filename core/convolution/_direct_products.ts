import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { GradientChunks } from "./_gradient_chunks.ts";
import { PieceGradient } from "./_piece_gradient.ts";
import { type Plan, wholeVectors } from "./_plan.ts";
import { fixedKernel, type SharedKernel, SharedWork } from "./_shared_work.ts";

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
  readonly #packed: number;
  readonly #panels: SharedKernel;
  readonly #narrow: SharedKernel;
  readonly #panelGradient: SharedKernel;
  /** With scratch memory for laid-out images, and for the weight gradient packed runs. */
  readonly #work: SharedWork;

  constructor(options: ProductsOptions) {
    const { arena, dtype, batch, output, forward, transposed } = options;
    this.#dtype = dtype;
    const engine = this.#engine = arena.engine;
    this.#forward = forward;
    this.#panels = fixedKernel(engine, dtype, "convolve");
    this.#narrow = fixedKernel(engine, dtype, "convolveNarrow");
    this.#panelGradient = fixedKernel(engine, dtype, "convolutionGradient");
    this.#chunks = new GradientChunks(arena, dtype, batch, output, forward);
    const packedSize = Math.max(forward.packedSize, transposed.packedSize);
    this.#packed = arena.tensor([packedSize], dtype).pointer;
    const scratchBytes = Math.max(
      forward.laidOutBytes + slackBytes + paddedBytes(output, dtype),
      transposed.laidOutBytes + slackBytes,
      this.#chunks.scratchBytes,
    );
    this.#work = new SharedWork(options, scratchBytes);
    if (forward.groupRows === 1) {
      this.#narrowGradient = new PieceGradient("gradientNarrow", options, this.#work);
    }
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
    const isNarrow = plan.groupRows === 1;
    const pack = isNarrow ? gatherFilters : packFilters;
    pack(pointer, groupStride, filterStride, weight, this.#packed);
    // deno-fmt-ignore
    this.#work.run(
      isNarrow ? this.#narrow : this.#panels, batch, 0, isNarrow ? batch : batch * plan.panels, 1, 1,
      pointer, source, gate, this.#packed, bias, relu, target,
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
      // deno-fmt-ignore
      this.#narrowGradient.gradient(
        batch, source, outputGradient, gate, weightGradient, biasGradient,
      );
      return;
    }
    const { panels, taps, pointer } = this.#forward;
    const { images, rows, runs } = this.#chunks;
    const pairs = Math.ceil(taps / 2);
    const parts = this.#work.parts(batch);
    // Where taps are split, each thread stores the same gradients of biases.
    const splitsPanels = panelShare(this.#forward, parts) <= pairShare(pairs, parts);
    // deno-fmt-ignore
    this.#work.run(
      this.#panelGradient, batch, 0, splitsPanels ? panels : pairs, 1, splitsPanels ? 5 : 7,
      pointer, batch, images, rows, runs, 0, splitsPanels ? pairs : panels,
      source, outputGradient, gate, weightGradient, biasGradient,
    );
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
