import type { Arena } from "../memory/arena.ts";
import type { DType } from "../memory/dtype.ts";
import { DirectProducts } from "./_direct_products.ts";
import { NativeProducts } from "./_native_products.ts";
import type { Plan } from "./_plan.ts";

/** The three products of a planned convolution; arguments are checked, tensors are addresses, 0 is none. */
export interface ConvolutionProducts {
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
}

/** What products are planned for. */
export interface ProductsOptions {
  readonly arena: Arena;
  readonly dtype: DType;
  /** Images of the largest batch. */
  readonly batch: number;
  /** Rows and columns of the output. */
  readonly output: readonly [number, number];
  /** Multiplications of one image. */
  readonly imageProducts: number;
  readonly forward: Plan;
  readonly transposed: Plan;
}

/** Rows of filters below which a native product is mostly overhead, as in a depthwise convolution. */
const worthNativeRows = 4;
/** Multiplications of one image below which calls and the layout of patches outweigh a faster product. */
const worthNativeProducts = 50_000;

/** Through the native library where the engine has one and it pays, which the shape alone decides. */
export function convolutionProducts(options: ProductsOptions): ConvolutionProducts {
  const { arena: { engine }, forward, imageProducts } = options;
  const isNative = engine.matmul.name === "blas" && forward.groupRows >= worthNativeRows &&
    imageProducts >= worthNativeProducts;
  return isNative ? new NativeProducts(options) : new DirectProducts(options);
}
