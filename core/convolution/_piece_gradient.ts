import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ProductsOptions } from "./_convolution_products.ts";
import { partsFor } from "./_parts_for.ts";
import type { Plan } from "./_plan.ts";

/** Pieces of a batch whose weight gradients are summed apart, and the most bytes that all of them take. */
const usualPieces = 8, mostPieceBytes = 2 ** 25;

type PieceKernel = "gradientNatively" | "gradientNarrow" | "gradientWinograd";

interface PieceOptions {
  /** Address of the plan that the kernel reads; default the forward one. */
  readonly plan?: number;
  /** Most pieces where fewer are faster; default 8. */
  readonly mostPieces?: number;
}

/** The gradients of filters and biases, summed in pieces of the batch that depend on the shapes alone. */
export class PieceGradient {
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #forward: Plan;
  readonly #kernel: PieceKernel;
  /** Address of the plan that the kernel reads. */
  readonly #plan: number;
  readonly #imageProducts: number;
  /** Images of a piece. */
  readonly #pieceImages: number;
  readonly #weightPieces: number;
  readonly #biasPieces: number;

  constructor(
    kernel: PieceKernel,
    { arena, dtype, batch, imageProducts, forward }: ProductsOptions,
    { plan = forward.pointer, mostPieces = usualPieces }: PieceOptions = {},
  ) {
    this.#plan = plan;
    this.#kernel = kernel;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#forward = forward;
    this.#imageProducts = imageProducts;
    const { groups, groupRows, taps } = forward;
    const filters = groups * groupRows;
    const affordable = Math.floor(mostPieceBytes / (taps * filters * bytesPerElement[dtype]));
    const pieces = Math.max(1, Math.min(mostPieces, usualPieces, affordable, batch));
    this.#pieceImages = Math.max(1, Math.ceil(batch / pieces));
    this.#weightPieces = arena.tensor([pieces, filters, taps], dtype).pointer;
    this.#biasPieces = arena.tensor([pieces, filters], "f64").pointer;
  }

  /** The gradients of a batch; `scratch` for each thread. */
  gradient(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weightGradient: number,
    biasGradient: number,
    scratch: readonly number[],
  ): void {
    const { threads, kernels, kernelIds } = this.#engine;
    const { pointer, gradientRows } = this.#forward;
    const pieces = Math.ceil(batch / this.#pieceImages);
    const parts = partsFor(this.#engine, batch * this.#imageProducts);
    const share = Math.ceil(pieces / parts);
    for (let part = 1; part * share < pieces; part++) {
      const from = part * share, to = Math.min(from + share, pieces);
      // deno-fmt-ignore
      threads.start(
        part, kernelIds[this.#dtype][this.#kernel],
        this.#plan, gradientRows, batch, this.#pieceImages, from, to, source, outputGradient, gate,
        this.#weightPieces, this.#biasPieces, scratch[part],
      );
    }
    // deno-fmt-ignore
    kernels[this.#dtype][this.#kernel](
      this.#plan, gradientRows, batch, this.#pieceImages, 0, Math.min(share, pieces),
      source, outputGradient, gate,
      this.#weightPieces, this.#biasPieces, scratch[0],
    );
    if (parts > 1) threads.join();
    // deno-fmt-ignore
    kernels[this.#dtype].addGradientPieces(
      pointer, pieces, this.#weightPieces, this.#biasPieces, weightGradient, biasGradient,
    );
  }
}
