import { bytesPerElement, type DType } from "../memory/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { convolveItems } from "./_convolve_items.ts";
import { partsFor } from "./_parts_for.ts";
import type { Plan } from "./_plan.ts";

/** Pieces of a batch whose weight gradients are summed apart, and the most bytes that all of them take. */
const mostPieces = 8, mostPieceBytes = 2 ** 25;
/** Bytes for what kernels write past the end of patches and of products, and for aligning the latter. */
const slackBytes = 256;

/**
 * By a native library's matrix product on the patches of a few output rows.
 *
 * Images are computed apart, and the weight gradient in pieces of the batch that depend on the shapes alone, so
 * that no bit depends on the number of threads.
 */
export class NativeProducts implements ConvolutionProducts {
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #forward: Plan;
  readonly #imageProducts: number;
  readonly #weights: number;
  /** Images of a piece. */
  readonly #pieceImages: number;
  readonly #weightPieces: number;
  readonly #biasPieces: number;
  /** For each thread: a laid-out image, the patches of a block and their product. */
  readonly #scratch: readonly number[];

  constructor({ arena, dtype, batch, imageProducts, forward, transposed }: ProductsOptions) {
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#forward = forward;
    this.#imageProducts = imageProducts;
    const size = Math.max(forward.packedSize, transposed.packedSize);
    this.#weights = arena.tensor([size], dtype).pointer;
    const { groups, groupRows, taps } = forward;
    const filters = groups * groupRows;
    const affordable = Math.floor(mostPieceBytes / (taps * filters * bytesPerElement[dtype]));
    const pieces = Math.max(1, Math.min(mostPieces, affordable, batch));
    this.#pieceImages = Math.max(1, Math.ceil(batch / pieces));
    this.#weightPieces = arena.tensor([pieces, filters, taps], dtype).pointer;
    this.#biasPieces = arena.tensor([pieces, filters], "f64").pointer;
    const scratchBytes = slackBytes + Math.max(
      forward.laidOutBytes + forward.blockBytes,
      transposed.laidOutBytes + transposed.blockBytes,
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
    this.#engine.kernels[this.#dtype].gatherFilters(
      pointer,
      groupStride,
      filterStride,
      weight,
      this.#weights,
    );
    // deno-fmt-ignore
    convolveItems(
      this.#engine, this.#dtype, "convolveNatively", batch,
      partsFor(this.#engine, batch * this.#imageProducts),
      pointer, source, gate, this.#weights, bias, relu, target, this.#scratch,
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
    const { gradientNatively, addGradientPieces } = kernels[this.#dtype];
    const { pointer, gradientRows } = this.#forward;
    const pieces = Math.ceil(batch / this.#pieceImages);
    const parts = partsFor(this.#engine, batch * this.#imageProducts);
    const share = Math.ceil(pieces / parts);
    for (let part = 1; part * share < pieces; part++) {
      const from = part * share, to = Math.min(from + share, pieces);
      // deno-fmt-ignore
      threads.start(
        part, kernelIds[this.#dtype].gradientNatively,
        pointer, gradientRows, batch, this.#pieceImages, from, to, source, outputGradient, gate,
        this.#weightPieces, this.#biasPieces, this.#scratch[part],
      );
    }
    // deno-fmt-ignore
    gradientNatively(
      pointer, gradientRows, batch, this.#pieceImages, 0, Math.min(share, pieces),
      source, outputGradient, gate,
      this.#weightPieces, this.#biasPieces, this.#scratch[0],
    );
    if (parts > 1) threads.join();
    // deno-fmt-ignore
    addGradientPieces(
      pointer, pieces, this.#weightPieces, this.#biasPieces, weightGradient, biasGradient,
    );
  }
}
