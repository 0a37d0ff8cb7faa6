import { relu } from "../activations/relu.ts";
import { sequential } from "../composition/sequential.ts";
import { conv1d } from "../convolution/conv1d.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { convTranspose2d } from "../convolution/conv_transpose2d.ts";
import { affine } from "../linear/affine.ts";
import { batchNorm } from "../normalization/batch_norm.ts";
import { groupNorm } from "../normalization/group_norm.ts";
import { instanceNorm } from "../normalization/instance_norm.ts";
import { layerNorm } from "../normalization/layer_norm.ts";
import { rmsNorm } from "../normalization/rms_norm.ts";
import { spectralNorm } from "../normalization/spectral_norm.ts";
import { weightNorm } from "../normalization/weight_norm.ts";
import { averagePool2d } from "../pooling/average_pool2d.ts";
import { globalAveragePool } from "../pooling/global_average_pool.ts";
import { maxPool2d } from "../pooling/max_pool2d.ts";
import { flatten } from "../shape/flatten.ts";
import type { LayerEntry } from "./layer_entry.ts";

/** The catalogue's rows for convolution, pooling and normalization. */
export const imageEntries: readonly LayerEntry[] = [
  {
    title: "conv2d",
    layer: conv2d({ filters: 5, kernel: 3, padding: 1 }),
    inputs: [[1, 1, 1, 1], [2, 3, 5, 7]],
    bound: 1e-7,
  },
  {
    title: "conv2d with stride, non-square, without bias",
    layer: conv2d({
      filters: 4,
      kernel: [3, 2],
      stride: [2, 3],
      padding: [0, 1, 2, 0],
      bias: false,
    }),
    inputs: [[1, 1, 2, 1], [2, 2, 6, 9]],
    bound: 1e-7,
  },
  {
    title: "conv2d in groups, same padding",
    layer: conv2d({ filters: 6, kernel: 4, padding: "same", groups: 2 }),
    inputs: [[2, 4, 5, 3]],
    bound: 1e-7,
  },
  {
    title: "conv2d, depthwise - relu",
    layer: sequential([conv2d({ filters: 3, kernel: 3, padding: 1, groups: 3 }), relu()]),
    inputs: [[2, 3, 4, 6]],
    bound: 1e-7,
  },
  {
    title: "conv1d",
    layer: conv1d({ filters: 3, kernel: 4, stride: 2, padding: 2 }),
    inputs: [[1, 1, 1], [2, 3, 11]],
    bound: 1e-7,
  },
  {
    title: "convTranspose2d",
    layer: convTranspose2d({ filters: 3, kernel: 3, stride: 2, padding: 1, outputPadding: 1 }),
    inputs: [[1, 1, 1, 1], [2, 2, 3, 4]],
    bound: 1e-7,
  },
  { title: "maxPool2d", layer: maxPool2d({ kernel: 2 }), inputs: [[2, 3, 4, 6]], bound: 1e-10 },
  {
    title: "maxPool2d, overlapping and padded",
    layer: maxPool2d({ kernel: 3, stride: 2, padding: 1 }),
    inputs: [[1, 1, 1, 1], [2, 2, 7, 10]],
    bound: 1e-8,
  },
  {
    title: "averagePool2d",
    layer: averagePool2d({ kernel: [2, 3] }),
    inputs: [[1, 1, 2, 3], [2, 3, 5, 16]],
    bound: 1e-8,
  },
  {
    title: "averagePool2d, overlapping and padded",
    layer: averagePool2d({ kernel: 3, stride: 2, padding: "same" }),
    inputs: [[1, 1, 1, 1], [2, 2, 6, 9]],
    bound: 1e-8,
  },
  {
    title: "globalAveragePool",
    layer: globalAveragePool(),
    inputs: [[1, 1, 1, 1], [2, 3, 5, 7]],
    bound: 1e-8,
  },
  {
    title: "batchNorm",
    layer: batchNorm(),
    inputs: [[4, 1], [6, 5], [3, 2, 3, 5]],
    bound: 1e-6,
  },
  {
    title: "batchNorm with the plain mean of all batches",
    layer: batchNorm({ momentum: null, affine: false }),
    inputs: [[6, 5], [3, 2, 3, 5]],
    bound: 1e-6,
  },
  {
    title: "layerNorm",
    layer: layerNorm(),
    inputs: [[1, 3], [4, 7], [2, 3, 6]],
    bound: 1e-6,
  },
  {
    title: "layerNorm over two axes",
    layer: layerNorm({ axes: 2 }),
    inputs: [[2, 3, 5], [2, 2, 3, 4]],
    bound: 1e-6,
  },
  {
    title: "groupNorm",
    layer: groupNorm({ groups: 2 }),
    inputs: [[3, 6], [2, 4, 3, 5]],
    bound: 1e-6,
  },
  {
    title: "instanceNorm",
    layer: instanceNorm(),
    inputs: [[2, 3, 4], [2, 3, 3, 5]],
    bound: 1e-6,
  },
  {
    title: "rmsNorm",
    layer: rmsNorm(),
    inputs: [[1, 3], [4, 7], [2, 3, 6]],
    bound: 1e-6,
  },
  {
    title: "weightNorm of affine",
    layer: weightNorm(affine({ units: 3 })),
    inputs: [[2, 16], [7, 13]],
    bound: 1e-6,
  },
  {
    title: "weightNorm of conv2d",
    layer: weightNorm(conv2d({ filters: 3, kernel: 2 })),
    inputs: [[2, 2, 4, 3]],
    bound: 1e-6,
  },
  {
    title: "spectralNorm of affine",
    // Only where the singular vectors have been reached is the gradient exact.
    layer: spectralNorm(affine({ units: 3 }), { iterations: 200 }),
    inputs: [[2, 16], [7, 13]],
    bound: 1e-6,
    // In evaluation the suite's vectors are those of other weights, and σ is the difference of large numbers.
    f32Bound: 1e-3,
  },
  {
    title: "conv2d - batchNorm - relu - maxPool2d - flatten - affine",
    layer: sequential([
      conv2d({ filters: 4, kernel: 3, padding: 1, bias: false }),
      batchNorm(),
      relu(),
      maxPool2d({ kernel: 2 }),
      flatten(),
      affine({ units: 3 }),
    ]),
    inputs: [[3, 2, 4, 6]],
    bound: 1e-6,
  },
];
