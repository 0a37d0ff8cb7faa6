import { givenOptions } from "@descent/core";
import { gelu } from "../activations/gelu.ts";
import { layerLabel, requireCount, requireImages } from "../_require.ts";
import { residual } from "../composition/residual.ts";
import { sequential } from "../composition/sequential.ts";
import { timeDistributed } from "../composition/time_distributed.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { glorotUniform } from "../initializers/glorot.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine, type AffineOptions } from "../linear/affine.ts";
import { layerNorm } from "../normalization/layer_norm.ts";
import { globalAveragePool } from "../pooling/global_average_pool.ts";
import { reshape } from "../shape/reshape.ts";
import { transpose } from "../shape/transpose.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode mlpMixer}.
 *
 * @category Networks
 */
export interface MLPMixerOptions {
  /** Rows and columns of a patch, a divisor of those of the image, at least 1; default 4. */
  readonly patch?: number;
  /** Channels of a patch, C, at least 1; default 64. */
  readonly width?: number;
  /** Mixer blocks, at least 1; default 4. */
  readonly blocks?: number;
  /** Hidden units of the layers that mix patches, at least 1; default 32. */
  readonly patchHidden?: number;
  /** Hidden units of the layers that mix channels, at least 1; default 256. */
  readonly channelHidden?: number;
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Initial values of all weights; default {@linkcode glorotUniform}. */
  readonly weight?: Initializer;
}

/**
 * MLP-Mixer: patches of an image as vectors, then blocks that mix the patches of a channel and the channels of a patch
 * in turn, each by two affine layers with a gelu between, a layer norm before and a shortcut; then the mean over the
 * patches and the scores.
 *
 * Takes [N, C, H, W] with H and W multiples of the patch and gives scores [N, classes]. The layers are called `patches`,
 * `block1/patches`, `block1/channels`, …, `norm` and `scores`.
 *
 * @category Networks
 * @param options Patch, width, depth, hidden units, number of classes and the initializer of the weights.
 * @returns The layer.
 * @throws {RangeError} When a number is not a whole number of at least 1.
 * @throws {TypeError} When it is built for images that are no multiple of the patch.
 *
 * @example On images of 28 by 28
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, mlpMixer, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: mlpMixer({ width: 16, blocks: 2 }),
 *   input: [8, 1, 28, 28],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [8, 10]);
 * ```
 *
 * @see I. Tolstikhin and others: "MLP-Mixer: an all-MLP architecture for vision", 2021, https://arxiv.org/abs/2105.01601
 */
export function mlpMixer(options: MLPMixerOptions = {}): Layer {
  const { patch = 4, width = 64, blocks = 4, classes = 10, weight = glorotUniform() } =
    givenOptions("mlpMixer", options);
  const { patchHidden = 32, channelHidden = 256 } = options;
  const counts = { patch, width, blocks, classes, patchHidden, channelHidden };
  for (const [name, value] of Object.entries(counts)) {
    requireCount("mlpMixer", name, value);
  }
  const mix = (hidden: number, output: AffineOptions) =>
    timeDistributed(
      sequential([affine({ units: hidden, weight }), gelu(), affine({ ...output, weight })]),
    );
  return configured("mlpMixer", options, {
    kind: "mlpMixer",
    name: undefined,
    build(input, context) {
      const [, , H, W] = input, patches = H / patch * (W / patch);
      requireImages(layerLabel("mlpMixer", context.path), "[N, C, H, W]", input);
      if (H % patch !== 0 || W % patch !== 0) {
        throw new TypeError(
          `mlpMixer: expected images of a multiple of ${patch} by ${patch} pixels, got ${H} by ${W}; choose another patch`,
        );
      }
      // A bias would shift all channels of a patch alike, which the norms that follow take out again.
      const mixPatches = mix(patchHidden, { units: patches, bias: false });
      const block = (name: string) =>
        sequential([
          residual(
            sequential([
              layerNorm(),
              transpose(),
              mixPatches,
              transpose({ name: "back" }),
            ]),
            { name: "patches" },
          ),
          residual(sequential([layerNorm(), mix(channelHidden, { units: width })]), {
            name: "channels",
          }),
        ], { name });
      return sequential([
        conv2d({ filters: width, kernel: patch, stride: patch, name: "patches", weight }),
        reshape({ shape: [width, patches] }),
        transpose(),
        ...Array.from({ length: blocks }, (_, i) => block(`block${i + 1}`)),
        layerNorm({ name: "norm" }),
        transpose({ name: "channels" }),
        reshape({ shape: [width, patches, 1] }),
        globalAveragePool(),
        affine({ units: classes, name: "scores", weight, role: "output" }),
      ]).build(input, context);
    },
  });
}
