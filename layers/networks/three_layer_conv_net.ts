import { givenOptions } from "@descent/core";
import { relu } from "../activations/relu.ts";
import { sequential } from "../composition/sequential.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { maxPool2d } from "../pooling/max_pool2d.ts";
import { flatten } from "../shape/flatten.ts";

/**
 * Options of {@linkcode threeLayerConvNet}.
 *
 * @category Networks
 */
export interface ThreeLayerConvNetOptions {
  /** Number of filters, at least 1; default 32. */
  readonly filters?: number;
  /** Rows and columns of a filter, at least 1; default 7. */
  readonly filterSize?: number;
  /** Units of the hidden layer, at least 1; default 100. */
  readonly hidden?: number;
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Initial values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
}

/**
 * The three-layer conv net of the course CS231n: conv - relu - 2x2 max pool - affine - relu - affine.
 *
 * Takes [N, C, H, W] with H and W at least 2 and gives scores [N, classes]. The convolution keeps the image's size,
 * the pooling halves it. The layers are called `conv1`, `pool1`, `hidden1` and `scores`; biases start at zero.
 *
 * @category Networks
 * @param options Filters, hidden units, number of classes and the initializer of the weights.
 * @returns The layer.
 * @throws {RangeError} When a number is not a whole number of at least 1.
 *
 * @example On images of 28 by 28
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, softmaxCrossEntropy, threeLayerConvNet } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: threeLayerConvNet({ filters: 8 }),
 *   input: [50, 1, 28, 28],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [50, 10]);
 * assertEquals(network.parameters[0].value.shape, [8, 1, 7, 7]);
 * assertEquals(network.parameters[2].value.shape, [8 * 14 * 14, 100]);
 * ```
 *
 * @see Course CS231n: "Convolutional neural networks for visual recognition", assignment 2
 */
export function threeLayerConvNet(options: ThreeLayerConvNetOptions = {}): Layer {
  const { filters = 32, filterSize = 7, hidden = 100, classes = 10, weight = heNormal() } =
    givenOptions("threeLayerConvNet", options);
  return sequential([
    conv2d({ filters, kernel: filterSize, padding: "same", name: "conv1", weight }),
    relu(),
    maxPool2d({ kernel: 2, name: "pool1" }),
    flatten(),
    affine({ units: hidden, name: "hidden1", weight }),
    relu(),
    affine({ units: classes, name: "scores", weight, role: "output" }),
  ]);
}
