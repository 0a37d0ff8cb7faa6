import type { Padding, PerAxis } from "@descent/core";
import type { Initializer } from "../initializers/initializer.ts";
import type { PaddingMode } from "../shape/pad2d.ts";

/**
 * Options of {@linkcode conv2d}.
 *
 * @category Linear and convolution
 */
export interface Conv2dOptions {
  /** Number of filters, that is of output channels (`out_channels` in PyTorch), a whole number of at least 1. */
  readonly filters: number;
  /** Rows and columns of a filter (`kernel_size` in PyTorch): one number, or `[rows, columns]`; at least 1. */
  readonly kernel: PerAxis;
  /** Rows and columns from window to window: one number, or `[rows, columns]`; default 1. */
  readonly stride?: PerAxis;
  /**
   * Rows and columns around the image: one number, `[vertical, horizontal]`, `[top, bottom, left, right]`, or `"same"` for
   * ceil(H / stride) rows of output; default 0.
   */
  readonly padding?: Padding;
  /** Rows and columns of the image from tap to tap of a filter: one number, or `[rows, columns]`; default 1. */
  readonly dilation?: PerAxis;
  /** Values in the padding (`padding_mode` in PyTorch), see {@linkcode PaddingMode}; default `"zeros"`. */
  readonly paddingMode?: PaddingMode;
  /** Groups of channels that are convolved apart; as many as channels for a depthwise convolution; default 1. */
  readonly groups?: number;
  /** Name within the network; default `conv2d` and its number. */
  readonly name?: string;
  /** Initial values of the weight; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
  /** Initial values of the bias, or false for a layer without one; default {@linkcode zeros}. */
  readonly bias?: Initializer | false;
}
