import { conv1d } from "../convolution/conv1d.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { convTranspose2d } from "../convolution/conv_transpose2d.ts";
import { adaptiveAveragePool2d } from "../pooling/adaptive_average_pool2d.ts";
import { adaptiveMaxPool2d } from "../pooling/adaptive_max_pool2d.ts";
import { averagePool1d } from "../pooling/average_pool1d.ts";
import { averagePool2d } from "../pooling/average_pool2d.ts";
import { globalMaxPool } from "../pooling/global_max_pool.ts";
import { maxPool1d } from "../pooling/max_pool1d.ts";
import { maxPool2d } from "../pooling/max_pool2d.ts";
import { pad2d } from "../shape/pad2d.ts";
import type { LayerEntry } from "./layer_entry.ts";

/** The catalogue's rows for dilated, repeating and other less usual windows. */
export const windowEntries: readonly LayerEntry[] = [
  {
    title: "conv2d, dilated, in groups",
    layer: conv2d({
      filters: 4,
      kernel: 3,
      stride: [1, 2],
      padding: [1, 3],
      dilation: [1, 3],
      groups: 2,
    }),
    inputs: [[2, 4, 6, 9]],
    bound: 1e-7,
  },
  ...(["reflect", "circular", "replicate"] as const).flatMap((mode): LayerEntry[] => [
    {
      title: `conv2d with ${mode} padding`,
      layer: conv2d({ filters: 2, kernel: 3, padding: 1, paddingMode: mode }),
      inputs: [[2, 2, 4, 5]],
      bound: 1e-7,
      // Terms of an element that the frame repeats may nearly cancel.
      f32Bound: 1e-3,
    },
    {
      title: `pad2d, ${mode}`,
      layer: pad2d({ padding: [1, 0, 2, 1], mode }),
      inputs: [[2, 2, 3, 4]],
      bound: 1e-8,
    },
  ]),
  {
    title: "conv1d, dilated, circular",
    layer: conv1d({ filters: 3, kernel: 3, dilation: 2, padding: 2, paddingMode: "circular" }),
    inputs: [[2, 3, 7]],
    bound: 1e-7,
  },
  {
    title: "convTranspose2d, dilated",
    layer: convTranspose2d({ filters: 3, kernel: 3, stride: 2, dilation: 2, outputPadding: 1 }),
    inputs: [[1, 1, 1, 1], [2, 2, 3, 4]],
    bound: 1e-7,
  },
  {
    title: "maxPool2d, dilated and rounded up",
    layer: maxPool2d({ kernel: 2, stride: 2, dilation: 2, ceilMode: true }),
    inputs: [[2, 2, 6, 8]],
    bound: 1e-8,
  },
  {
    title: "averagePool2d, rounded up, without padding in the divisor",
    layer: averagePool2d({
      kernel: 3,
      stride: 2,
      padding: 1,
      ceilMode: true,
      countIncludePad: false,
    }),
    inputs: [[2, 2, 6, 9]],
    bound: 1e-8,
    // Shares of neighbouring windows may nearly cancel.
    f32Bound: 1e-4,
  },
  {
    title: "averagePool2d with a divisor",
    layer: averagePool2d({ kernel: 2, divisorOverride: 3 }),
    inputs: [[2, 2, 4, 5]],
    bound: 1e-8,
  },
  {
    title: "adaptiveAveragePool2d",
    layer: adaptiveAveragePool2d({ output: [3, 2] }),
    inputs: [[1, 1, 1, 1], [2, 3, 7, 5]],
    bound: 1e-8,
  },
  {
    title: "adaptiveMaxPool2d",
    layer: adaptiveMaxPool2d({ output: [3, 2] }),
    inputs: [[1, 1, 1, 1], [2, 3, 7, 5]],
    bound: 1e-8,
  },
  {
    title: "globalMaxPool",
    layer: globalMaxPool(),
    inputs: [[1, 1, 1, 1], [2, 3, 5, 7]],
    bound: 1e-8,
  },
  {
    title: "maxPool1d",
    layer: maxPool1d({ kernel: 3, stride: 2, padding: 1 }),
    inputs: [[1, 1, 1], [2, 3, 11]],
    bound: 1e-8,
  },
  {
    title: "averagePool1d",
    layer: averagePool1d({ kernel: 3, stride: 2, padding: "same" }),
    inputs: [[1, 1, 1], [2, 3, 11]],
    bound: 1e-8,
  },
];
