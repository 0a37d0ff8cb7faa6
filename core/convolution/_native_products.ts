import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { convolveItems } from "./_convolve_items.ts";
import { partsFor } from "./_parts_for.ts";
import { PieceGradient } from "./_piece_gradient.ts";
import type { Plan } from "./_plan.ts";

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
  readonly #imageProducts: number;
  readonly #weights: number;
  readonly #gradient: PieceGradient;
  /** For each thread: a laid-out image, the patches of a block and their product. */
  readonly #scratch: readonly number[];

  constructor(options: ProductsOptions) {
    const { arena, dtype, imageProducts, forward, transposed } = options;
    this.#gradient = new PieceGradient("gradientNatively", options);
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#imageProducts = imageProducts;
    const size = Math.max(forward.packedSize, transposed.packedSize);
    this.#weights = arena.tensor([size], dtype).pointer;
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
    const scratch = this.#scratch;
    // deno-fmt-ignore
    this.#gradient.gradient(
      batch, source, outputGradient, gate, weightGradient, biasGradient, scratch,
    );
  }
}
