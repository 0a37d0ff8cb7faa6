import { givenOptions } from "@descent/core";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { smallResidualNet } from "./small_residual_net.ts";

/**
 * Options of {@linkcode cifarResNet}.
 *
 * @category Networks
 */
export interface CifarResNetOptions {
  /** Layers with weights, 6n + 2 for n blocks in each of the three stages, such as 20, 32, 44, 56 or 110; default 20. */
  readonly depth?: number;
  /** Filters of the first stage; the others have two and four times as many; default 16. */
  readonly width?: number;
  /**
   * Shortcut where a stage halves the image: every second pixel with zeros as further channels, the paper's option A
   * without parameters, or a 1x1 convolution with batch norm, option B; default `"identity"`.
   */
  readonly shortcut?: "identity" | "projection";
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Initial values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
}

/**
 * The residual network for CIFAR's images, ResNet-20, -32, -44, -56 and -110: 3x3 conv - batch norm - relu, three stages
 * of n blocks with 16, 32 and 64 filters, global average pooling and affine; depth 6n + 2.
 *
 * Blocks and names are those of {@linkcode smallResidualNet}.
 *
 * Takes [N, C, H, W], such as 3x32x32 or 1x28x28, and gives scores [N, classes].
 *
 * @category Networks
 * @param options Depth, width, shortcut, number of classes and the initializer of the weights.
 * @returns The layer.
 * @throws {RangeError} When the depth is not 6n + 2, or another number not a whole number of at least 1.
 *
 * @example ResNet-20 has 0.27 million parameters
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, cifarResNet, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: cifarResNet({ depth: 20 }),
 *   input: [1, 3, 32, 32],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.parameters.reduce((sum, { value }) => sum + value.size, 0), 269_722);
 * ```
 *
 * @see K. He, X. Zhang, S. Ren, J. Sun: "Deep residual learning for image recognition", CVPR 2016, section 4.2,
 * https://arxiv.org/abs/1512.03385
 */
export function cifarResNet(options: CifarResNetOptions = {}): Layer {
  const { depth = 20, width = 16, shortcut = "identity", ...others } = givenOptions(
    "cifarResNet",
    options,
  );
  const blocks = (depth - 2) / 6;
  if (!(Number.isSafeInteger(blocks) && blocks >= 1)) {
    throw new RangeError(
      `cifarResNet: expected a depth of 6n + 2 with a whole n of at least 1, got ${depth}; try 20, 32, 44, 56 or 110`,
    );
  }
  return smallResidualNet({ filters: [width, 2 * width, 4 * width], blocks, shortcut, ...others });
}
