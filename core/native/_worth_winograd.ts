import type { NativeShape } from "./native_shape.ts";

/** Outputs of a tile along an axis. */
const tile = 4;
/** Channels and filters below which transforms outweigh multiplications, and outputs along an axis below which tiles do. */
const fewestChannels = 32, fewestOutputs = 8;
/** Tiles that one product of the library has as rows, below which it is slow. */
const fewestTiles = 32;
/** Share of the tiles' outputs that the image has. */
const leastShare = 0.85;

/** Tiles of 4 by 4 outputs of one image. */
export function tilesOf({ window: { output } }: NativeShape): number {
  return output.reduce((tiles, extent) => tiles * Math.ceil(extent / tile), 1);
}

/**
 * Whether oneDNN convolves so many images of a shape faster by Winograd's F(4x4, 3x3) than by plain sums, from what was
 * measured with AVX-512: 1.1 to 2.1 times as fast. In f32 it is off by about 1e-6 of the largest value.
 */
export function worthWinograd(shape: NativeShape, images: number): boolean {
  const { channels, filters, groups, winograd, window } = shape;
  const { kernel, stride, dilation, output } = window;
  const tiles = tilesOf(shape);
  return winograd && groups === 1 && Math.min(channels, filters) >= fewestChannels &&
    kernel.every((extent) => extent === 3) &&
    [...stride, ...dilation].every((step) => step === 1) &&
    output.every((extent) => extent >= fewestOutputs) &&
    output[0] * output[1] >= leastShare * tiles * tile * tile &&
    images * tiles >= fewestTiles;
}
