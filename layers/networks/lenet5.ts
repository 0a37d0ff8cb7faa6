import { givenOptions } from "@descent/core";
import { tanh } from "../activations/tanh.ts";
import { sequential } from "../composition/sequential.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { glorotNormal } from "../initializers/glorot.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { averagePool2d } from "../pooling/average_pool2d.ts";
import { flatten } from "../shape/flatten.ts";

/**
 * Options of {@linkcode lenet5}.
 *
 * @category Networks
 */
export interface Lenet5Options {
  /** Zeros around the image, at least 0; default 2, which frames 28 by 28 pixels as the paper's 32 by 32. */
  readonly padding?: number;
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Activation after C1, C3, C5 and F6, a layer without name; default {@linkcode tanh}. */
  readonly activation?: Layer;
  /** Initial values of all weights; default {@linkcode glorotNormal}. */
  readonly weight?: Initializer;
}

/**
 * LeNet-5: C1, 6 filters of 5x5; S2, 2x2 subsampling; C3, 16 filters of 5x5; S4, 2x2 subsampling; C5, 120 filters of
 * 5x5; F6, 84 units; and the scores.
 *
 * Simpler than in the paper: the subsampling is a plain average without coefficient, bias and squashing; each filter
 * of C3 sees all maps of S2, not a chosen subset; the activation is tanh, not 1.7159 tanh(2x/3); and the output is
 * affine, for softmax cross-entropy, not radial basis functions.
 *
 * Takes [N, C, H, W] with H and W at least 32 less the padding, and gives scores [N, classes]; 61,706 parameters for
 * images of 1x28x28. The layers are called `c1`, `s2`, `c3`, `s4`, `c5`, `f6` and `scores`; biases start at zero.
 *
 * @category Networks
 * @param options Padding, number of classes, activation and the initializer of the weights.
 * @returns The layer.
 * @throws {RangeError} When a number is out of range.
 *
 * @example On images of 28 by 28
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, lenet5, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: lenet5(),
 *   input: [64, 1, 28, 28],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const count = network.parameters.reduce((sum, { value }) => sum + value.size, 0);
 * assertEquals(count, 61_706);
 * ```
 *
 * @see Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: "Gradient-based learning applied to document recognition", Proc.
 * IEEE 86, 1998
 */
export function lenet5(options: Lenet5Options = {}): Layer {
  const { padding = 2, classes = 10, activation = tanh(), weight = glorotNormal() } = givenOptions(
    "lenet5",
    options,
  );
  return sequential([
    conv2d({ filters: 6, kernel: 5, padding, name: "c1", weight }),
    activation,
    averagePool2d({ kernel: 2, name: "s2" }),
    conv2d({ filters: 16, kernel: 5, name: "c3", weight }),
    activation,
    averagePool2d({ kernel: 2, name: "s4" }),
    conv2d({ filters: 120, kernel: 5, name: "c5", weight }),
    activation,
    flatten(),
    affine({ units: 84, name: "f6", weight }),
    activation,
    affine({ units: classes, name: "scores", weight, role: "output" }),
  ]);
}
