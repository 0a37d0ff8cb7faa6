import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { ProductsOptions } from "./_convolution_products.ts";
import type { Plan } from "./_plan.ts";
import { fixedKernel, type SharedKernel, type SharedWork } from "./_shared_work.ts";

/** Pieces of a batch whose weight gradients are summed apart, and the most bytes that all of them take. */
const usualPieces = 8, mostPieceBytes = 2 ** 25;

type PieceKernel = "gradientNatively" | "gradientNarrow" | "gradientWinograd";

interface PieceOptions {
  /** Address of the plan that the kernel reads; default the forward one. */
  readonly plan?: number;
  /** Most pieces where fewer are faster; default 8. */
  readonly mostPieces?: number;
  /** Whether the kernel leaves out the biases where their address is 0; default false. */
  readonly biasesMayLack?: boolean;
}

/** The gradients of filters and biases, summed in pieces of the batch that depend on the shapes alone. */
export class PieceGradient {
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #forward: Plan;
  readonly #kernel: SharedKernel;
  readonly #work: SharedWork;
  /** Address of the plan that the kernel reads. */
  readonly #plan: number;
  /** Images of a piece. */
  readonly #pieceImages: number;
  readonly #weightPieces: number;
  readonly #biasPieces: number;
  readonly #biasesMayLack: boolean;

  constructor(
    kernel: PieceKernel,
    { arena, dtype, batch, forward }: ProductsOptions,
    work: SharedWork,
    { plan = forward.pointer, mostPieces = usualPieces, biasesMayLack = false }: PieceOptions = {},
  ) {
    this.#plan = plan;
    this.#biasesMayLack = biasesMayLack;
    this.#kernel = fixedKernel(arena.engine, dtype, kernel);
    this.#work = work;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#forward = forward;
    const { groups, groupRows, taps } = forward;
    const filters = groups * groupRows;
    const affordable = Math.floor(mostPieceBytes / (taps * filters * bytesPerElement[dtype]));
    const pieces = Math.max(1, Math.min(mostPieces, usualPieces, affordable, batch));
    this.#pieceImages = Math.max(1, Math.ceil(batch / pieces));
    this.#weightPieces = arena.tensor([pieces, filters, taps], dtype).pointer;
    this.#biasPieces = arena.tensor([pieces, filters], "f64").pointer;
  }

  /** The gradients of a batch. */
  gradient(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weightGradient: number,
    biasGradient: number,
  ): void {
    const { pointer, gradientRows } = this.#forward;
    const pieces = Math.ceil(batch / this.#pieceImages);
    // deno-fmt-ignore
    this.#work.run(
      this.#kernel, batch, 0, pieces, 1, 4,
      this.#plan, gradientRows, batch, this.#pieceImages, source, outputGradient, gate,
      this.#weightPieces, biasGradient === 0 && this.#biasesMayLack ? 0 : this.#biasPieces,
    );
    // deno-fmt-ignore
    this.#engine.kernels[this.#dtype].addGradientPieces(
      pointer, pieces, this.#weightPieces, this.#biasPieces, weightGradient, biasGradient,
    );
  }
}
