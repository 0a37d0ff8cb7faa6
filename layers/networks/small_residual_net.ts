import { givenOptions } from "@descent/core";
import { requireCounts } from "../_require.ts";
import { configured } from "../_configured.ts";
import { relu } from "../activations/relu.ts";
import { residual } from "../composition/residual.ts";
import { sequential } from "../composition/sequential.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { batchNorm } from "../normalization/batch_norm.ts";
import { globalAveragePool } from "../pooling/global_average_pool.ts";
import { maxPool2d } from "../pooling/max_pool2d.ts";
import { pad2d } from "../shape/pad2d.ts";
import { reshape } from "../shape/reshape.ts";

/**
 * Options of {@linkcode smallResidualNet}.
 *
 * @category Networks
 */
export interface SmallResidualNetOptions {
  /** Filters of the blocks of each stage, first to last, at least one stage; default `[16, 32, 64]`. */
  readonly filters?: readonly number[];
  /** Residual blocks in each stage, a whole number of at least 1; default 1. */
  readonly blocks?: number;
  /** Pixels from window to window of the first convolution; 2 makes all that follows four times faster; default 1. */
  readonly stride?: number;
  /**
   * Shortcut where a stage halves the image: a 1x1 convolution with batch norm, or every second pixel with zeros as
   * further channels; default `"projection"`.
   */
  readonly shortcut?: "projection" | "identity";
  /** Number of classes, at least 1; default 10. */
  readonly classes?: number;
  /** Initial values of all weights; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
}

/**
 * A small residual network: 3x3 conv - batch norm - relu, then stages of residual blocks, then global average
 * pooling and affine.
 *
 * A block is `relu(x + f(x))` with f 3x3 conv - batch norm - relu - 3x3 conv - batch norm. The first block of each
 * stage but the first halves rows and columns and changes the number of channels; its shortcut is 1x1 conv - batch
 * norm with stride 2, or the identity of every second pixel with zeros for new channels. Convolutions have no bias, which batch norm would take out again.
 *
 * Takes [N, C, H, W], such as 3x32x32 or 1x28x28, and gives scores [N, classes]. The layers are called `conv1`,
 * `norm1`, `block1/body/conv1`, `block1/body/norm1`, …, `block2/shortcut/conv`, `block2/shortcut/norm`, … and `scores`.
 *
 * @category Networks
 * @param options Filters, blocks, stride, number of classes and the initializer of the weights.
 * @returns The layer.
 * @throws {RangeError} When there is no stage, or a number is not a whole number of at least 1.
 *
 * @example On colour images of 32 by 32, 8 layers deep
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, smallResidualNet, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: smallResidualNet({ filters: [4, 8, 16] }),
 *   input: [16, 3, 32, 32],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [16, 10]);
 * assertEquals(network.parameters.at(-2)!.value.shape, [16, 10]);
 * ```
 *
 * @see K. He, X. Zhang, S. Ren, J. Sun: "Deep residual learning for image recognition", CVPR 2016,
 * https://arxiv.org/abs/1512.03385
 */
export function smallResidualNet(options: SmallResidualNetOptions = {}): Layer {
  const {
    filters = [16, 32, 64],
    blocks = 1,
    stride = 1,
    shortcut = "projection",
    classes = 10,
    weight = heNormal(),
  } = givenOptions("smallResidualNet", options);
  requireCounts("Small residual net", "filters", filters);
  if (!(filters.length >= 1 && Number.isSafeInteger(blocks) && blocks >= 1)) {
    throw new RangeError(
      `Small residual net: expected at least 1 stage and blocks a whole number of at least 1, got ${filters.length} stages of ${blocks} blocks; give the filters of each stage`,
    );
  }
  if (shortcut !== "projection" && shortcut !== "identity") {
    throw new RangeError(
      `Small residual net: expected shortcut "projection" or "identity", got ${shortcut}; choose one of them`,
    );
  }
  const stages = filters.flatMap((count, stage) =>
    Array.from({ length: blocks }, (_, i) =>
      residualBlock({
        name: `block${stage * blocks + i + 1}`,
        filters: count,
        stride: stage > 0 && i === 0 ? 2 : 1,
        shortcut,
        weight,
      }))
  );
  const net = sequential([
    conv2d({ ...spatial, filters: filters[0], stride, name: "conv1", weight }),
    batchNorm({ name: "norm1" }),
    relu(),
    ...stages.flatMap((block) => [block, relu()]),
    globalAveragePool(),
    affine({ units: classes, name: "scores", weight, role: "output" }),
  ]);
  return configured(
    "smallResidualNet",
    { filters, blocks, classes, stride, shortcut, weight },
    net,
  );
}

interface BlockOptions {
  readonly name: string;
  readonly filters: number;
  readonly stride: number;
  readonly shortcut: "projection" | "identity";
  readonly weight: Initializer;
}

const spatial = { kernel: 3, padding: 1, bias: false } as const;

function residualBlock({ name, filters, stride, shortcut, weight }: BlockOptions): Layer {
  const body = sequential([
    conv2d({ ...spatial, filters, stride, name: "conv1", weight }),
    batchNorm({ name: "norm1" }),
    relu(),
    conv2d({ ...spatial, filters, name: "conv2", weight }),
    batchNorm({ name: "norm2" }),
  ]);
  if (stride === 1) return residual(body, { name });
  if (shortcut === "identity") {
    return residual(body, { name, shortcut: subsampled(filters, stride) });
  }
  const projection = sequential([
    conv2d({ filters, kernel: 1, stride, bias: false, name: "conv", weight }),
    batchNorm({ name: "norm" }),
  ]);
  return residual(body, { name, shortcut: projection });
}

/** Every so many pixels of the image, and zeros behind its channels. */
function subsampled(filters: number, stride: number): Layer {
  return {
    kind: "subsampled",
    name: undefined,
    build(input, context) {
      const [, C, H, W] = input;
      const [rows, columns] = [H, W].map((extent) => Math.ceil(extent / stride));
      return sequential([
        maxPool2d({ kernel: 1, stride }),
        // As one image whose rows are channels.
        reshape({ shape: [1, C, rows * columns] }),
        pad2d({ padding: [0, filters - C, 0, 0] }),
        reshape({ shape: [filters, rows, columns] }),
      ]).build(input, context);
    },
  };
}
