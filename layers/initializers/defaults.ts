import { zeros } from "./constant.ts";
import { glorotUniform } from "./glorot.ts";
import type { Initializer } from "./initializer.ts";

/**
 * Initializers of weight and bias, to be spread into a layer's options.
 *
 * @category Initializers
 */
export interface LayerInitializers {
  /** Initial values of the weight. */
  readonly weight: Initializer;
  /** Initial values of the bias. */
  readonly bias: Initializer;
}

/**
 * The initial values of PyTorch's linear and convolution layers: weight and bias `~ U(−a, a)` with `a = 1 / √fanIn`,
 * which is its `kaiming_uniform_` with a slope of √5.
 *
 * @category Initializers
 * @returns Initializers of weight and bias.
 *
 * @example An affine layer as PyTorch begins it
 * ```ts
 * import { affine, torchDefaults } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = affine({ units: 10, ...torchDefaults() });
 * assertEquals(layer.kind, "affine");
 * ```
 */
export function torchDefaults(): LayerInitializers {
  const uniform: Initializer = (values, { fanIn }, random) => {
    const bound = 1 / Math.sqrt(fanIn);
    random.fillUniform(values, -bound, bound);
  };
  return { weight: uniform, bias: uniform };
}

/**
 * The initial values of Keras's dense and convolution layers: weight by {@linkcode glorotUniform}, bias 0.
 *
 * @category Initializers
 * @returns Initializers of weight and bias.
 *
 * @example A convolution as Keras begins it
 * ```ts
 * import { conv2d, kerasDefaults } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = conv2d({ filters: 8, kernel: 3, ...kerasDefaults() });
 * assertEquals(layer.kind, "conv2d");
 * ```
 */
export function kerasDefaults(): LayerInitializers {
  return { weight: glorotUniform(), bias: zeros() };
}
