import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import { multiplyMatrices } from "../memory/multiply_matrices.ts";
import { sizeOf } from "../types/shape.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import type { Plan } from "./_plan.ts";

const none = 0;

/** Of filters that span the image: a convolution with outputs of one place, which is one product of two matrices. */
export class SpanningProducts implements ConvolutionProducts {
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #forward: Plan;
  readonly #channels: number;
  readonly #filters: number;
  /** Places of a channel, and elements of an image. */
  readonly #places: number;
  readonly #size: number;
  /** The outputs' gradient behind its gate, and sums that nobody reads. */
  readonly #gated: number;
  readonly #sums: number;

  constructor(
    { arena, dtype, batch, shape: { channels, filters, window }, forward }: ProductsOptions,
  ) {
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#forward = forward;
    this.#channels = channels;
    this.#filters = filters;
    this.#places = sizeOf(window.image);
    this.#size = channels * this.#places;
    this.#gated = arena.tensor([batch * filters], dtype).pointer;
    this.#sums = arena.tensor([1], "f64").pointer;
  }

  /** Whether each filter covers a whole image, without padding. */
  static fits({ shape: { groups, window: { image, kernel, padding } } }: ProductsOptions): boolean {
    return groups === 1 && image.every((extent, axis) => extent === kernel[axis]) &&
      padding.every((extent) => extent === 0);
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
    const engine = this.#engine, dtype = this.#dtype, size = this.#size, filters = this.#filters;
    if (plan === this.#forward) {
      const epilogue = relu === 0 ? "store" : "relu";
      // deno-fmt-ignore
      multiplyMatrices(
        engine, dtype, source, size, 1, weight, 1, size, target, batch, filters, size, bias, epilogue,
      );
      return;
    }
    const dy = this.#behind(gate, batch, source);
    // deno-fmt-ignore
    multiplyMatrices(
      engine, dtype, dy, filters, 1, weight, size, 1, target, batch, size, filters, none, "store",
    );
    if (bias === none && relu === 0) return;
    const { finishRows } = engine.kernels[dtype], bytes = size * bytesPerElement[dtype];
    for (let image = 0; image < batch; image++) {
      finishRows(this.#channels, this.#places, bias, relu, target + image * bytes);
    }
  }

  gradient(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weightGradient: number,
    biasGradient: number,
  ): void {
    const engine = this.#engine, dtype = this.#dtype, size = this.#size, filters = this.#filters;
    const dy = this.#behind(gate, batch, outputGradient);
    // deno-fmt-ignore
    multiplyMatrices(
      engine, dtype, dy, 1, filters, source, size, 1, weightGradient, filters, size, batch, none, "store",
    );
    if (biasGradient === none) return;
    engine.kernels[dtype].columnSums(0, filters, batch, filters, dy, biasGradient);
  }

  #behind(gate: number, batch: number, gradient: number): number {
    if (gate === none) return gradient;
    const { gateRows } = this.#engine.kernels[this.#dtype];
    gateRows(1, batch * this.#filters, gradient, gate, this.#gated, this.#sums);
    return this.#gated;
  }
}
