import type { ImageLayouts } from "../types/image_layout.ts";
import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import type { ConvolutionShape, Plan } from "./_plan.ts";

/** The three products of a planned convolution; arguments are checked, tensors are addresses, 0 is none. */
export interface ConvolutionProducts {
  /** How images and outputs lie; default in planes. */
  readonly layouts?: ImageLayouts;
  /** Convolves a batch by either plan. */
  convolve(
    plan: Plan,
    batch: number,
    source: number,
    gate: number,
    weight: number,
    bias: number,
    relu: number,
    target: number,
  ): void;
  /** The gradients of filters and biases. */
  gradient(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weightGradient: number,
    biasGradient: number,
  ): void;
  /** The gradients of images, filters and biases, where that is quicker than one after the other. */
  backward?(
    batch: number,
    source: number,
    outputGradient: number,
    gate: number,
    weight: number,
    sourceGradient: number,
    weightGradient: number,
    biasGradient: number,
  ): void;
}

/** Shapes and plans that the products of a convolution are made for. */
export interface ProductsOptions {
  readonly arena: Arena;
  readonly dtype: DType;
  /** Images of the largest batch. */
  readonly batch: number;
  /** Rows and columns of the output. */
  readonly output: readonly [number, number];
  readonly shape: ConvolutionShape;
  /** Multiplications of one image. */
  readonly imageProducts: number;
  readonly forward: Plan;
  readonly transposed: Plan;
}
