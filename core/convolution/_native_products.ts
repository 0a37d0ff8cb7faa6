import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { PieceGradient } from "./_piece_gradient.ts";
import type { Plan } from "./_plan.ts";
import { fixedKernel, type SharedKernel, SharedWork } from "./_shared_work.ts";

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
  readonly #weights: number;
  readonly #kernel: SharedKernel;
  readonly #gradient: PieceGradient;
  /** With scratch memory for a laid-out image, the patches of a block and their product. */
  readonly #work: SharedWork;

  constructor(options: ProductsOptions) {
    const { arena, dtype, forward, transposed } = options;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#kernel = fixedKernel(arena.engine, dtype, "convolveNatively");
    const size = Math.max(forward.packedSize, transposed.packedSize);
    this.#weights = arena.tensor([size], dtype).pointer;
    const scratchBytes = slackBytes + Math.max(
      forward.laidOutBytes + forward.blockBytes,
      transposed.laidOutBytes + transposed.blockBytes,
    );
    this.#work = new SharedWork(options, scratchBytes);
    this.#gradient = new PieceGradient("gradientNatively", options, this.#work);
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
    this.#work.run(
      this.#kernel, batch, 0, batch, 1, 1,
      pointer, source, gate, this.#weights, bias, relu, target,
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
    this.#gradient.gradient(batch, source, outputGradient, gate, weightGradient, biasGradient);
  }
}
