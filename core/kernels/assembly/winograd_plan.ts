// The Winograd kernels' view of a convolution: F(4x4, 3x3), outputs in tiles of 4 by 4 from tiles of 6 by 6.

import { ConvolutionPlan } from "./convolution_plan";

/** Written by core/convolution as 32-bit words; the fields before, where a group is all, say how the source is laid out. */
@unmanaged
export class WinogradPlan extends ConvolutionPlan {
  /** Outputs of a channel of the target. */
  rows: i32;
  columns: i32;
  /** Tiles of an image. */
  tileRows: i32;
  tileColumns: i32;
  /** Images that are laid out at a time. */
  images: i32;
  /** Tiles that are transformed at a time, a multiple of 12. */
  tiles: i32;
  /** Address of the tiles' places in the images that are laid out, in bytes. */
  places: usize;
  /** Filters up to whole pairs of vectors. */
  paddedFilters: i32;
  /** Images whose tiles at one place lie side by side: as many as a vector has lanes, or 1. */
  together: i32;
  /** Bytes of the images that are laid out at a time, or of transformed rows in their place. */
  imagesBytes: i32;
  /** Bytes from frequency to frequency of the tiles that are transformed, and of the products. */
  inputStride: i32;
  productStride: i32;
}

/** Of a transformed tile of 6 by 6. */
export const frequencies: i32 = 36;

/** Bytes for one tile between its two transforms, at the start of the scratch memory. */
export const tileBytes: usize = 36 * 16;

/** The gradient of the filters; the fields before say how the output's gradient is laid out, and hold panels of channels. */
@unmanaged
export class WinogradGradientPlan extends ConvolutionPlan {
  /** Address of the plan whose source the images are. */
  images: usize;
  /** Address of the places of the tiles of 4 by 4 in the output's gradients that are laid out, in bytes. */
  places: usize;
  /** Channels up to whole vectors and panels. */
  paddedChannels: i32;
  /** Bytes from frequency to frequency of transformed inputs, of output's gradients and of their products. */
  inputStride: i32;
  gradientStride: i32;
  productStride: i32;
}
