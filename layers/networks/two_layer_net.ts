import { givenOptions } from "@descent/core";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { fullyConnectedNet } from "./fully_connected_net.ts";

/**
 * Options of {@linkcode twoLayerNet}.
 *
 * @category Networks
 */
export interface TwoLayerNetOptions {
  /** Units of the hidden layer, at least 1; default 100. */
  readonly hidden?: number;
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Initial values of both weights; default that of {@linkcode fullyConnectedNet}. */
  readonly weight?: Initializer;
}

/**
 * The two-layer net of the course CS231n: affine, relu, affine.
 *
 * Takes [N, ...] and gives scores [N, classes]. The layers are called `hidden1` and `scores`.
 *
 * @category Networks
 * @param options Hidden units, number of classes and the initializer of the weights.
 * @returns The layer.
 * @throws {RangeError} When a number of units or classes is not a whole number of at least 1.
 *
 * @example The network 784-100-10
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet(),
 *   input: [128, 784],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const count = network.parameters.reduce((sum, { value }) => sum + value.size, 0);
 * assertEquals(count, 79_510);
 * ```
 */
export function twoLayerNet(options: TwoLayerNetOptions = {}): Layer {
  const { hidden = 100, ...rest } = givenOptions("twoLayerNet", options);
  return fullyConnectedNet({ hidden: [hidden], ...rest });
}
