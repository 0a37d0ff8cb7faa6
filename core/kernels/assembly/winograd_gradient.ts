// Gradients of filters of 3 by 3 and of biases as the transpose of Winograd's F(4x4, 3x3).
//
// For each frequency the transformed inputs times the transformed gradients of the outputs are summed over the tiles of a
// piece of the batch, then transformed into filters. Pieces depend on the shapes alone, so that splitting them over threads
// changes no bit.

import { layOut } from "./convolution_plan";
import { addLanes } from "./reduce";
import { frequencies, tileBytes, WinogradGradientPlan, WinogradPlan } from "./winograd_plan";
import { addFour, addSix } from "./winograd_tile";
import { filterGradientTiles, gradientTiles } from "./winograd_gradient_transforms";
import { inputTiles } from "./winograd_transforms";

/** Vectors of a channel that are added up in the element type; sums of blocks are added in f64. */
const blockVectors: i32 = 64;

/** Adds the sum of each of `planes` laid-out planes, zeros included, to the f64 numbers at `sums`. */
// @ts-ignore: decorator
@inline
function addPlanes<T>(planes: i32, planeBytes: usize, from: usize, sums: usize): void {
  for (let plane = 0; plane < planes; plane++) {
    const end = from + planeBytes;
    let sum: f64 = 0;
    while (from < end) {
      const stop = min(end, from + (<usize>blockVectors << 4));
      let block = v128.splat<T>(0);
      for (; from < stop; from += 16) block = v128.add<T>(block, v128.load(from));
      sum += <f64>addLanes<T>(block);
    }
    store<f64>(sums, load<f64>(sums) + sum);
    sums += 8;
  }
}

/** Transforms the inputs of one tile: for each frequency the channels side by side. */
// @ts-ignore: decorator
@inline
function transformInputs<T>(
  channels: i32, padded: i32, rowBytes: usize, planeBytes: usize, from: usize, temporary: usize, to: usize, step: usize,
): void {
  const lanes = <i32>(16 / sizeof<T>());
  for (let channel = 0; channel < padded; channel += lanes) {
    // Channels past the last repeat it; their products are not read.
    const x0 = from + <usize>min(channel, channels - 1) * planeBytes, x1 = from + <usize>min(channel + 1, channels - 1) * planeBytes;
    const x2 = from + <usize>min(channel + 2, channels - 1) * planeBytes, x3 = from + <usize>min(channel + 3, channels - 1) * planeBytes;
    inputTiles<T>(x0, x1, x2, x3, rowBytes, temporary, to, step);
    to += 16;
  }
}

/** The same for the output's gradient and its filters. */
// @ts-ignore: decorator
@inline
function transformGradients<T>(
  filters: i32, padded: i32, rowBytes: usize, planeBytes: usize, from: usize, temporary: usize, to: usize, step: usize,
): void {
  const lanes = <i32>(16 / sizeof<T>());
  for (let filter = 0; filter < padded; filter += lanes) {
    const x0 = from + <usize>min(filter, filters - 1) * planeBytes, x1 = from + <usize>min(filter + 1, filters - 1) * planeBytes;
    const x2 = from + <usize>min(filter + 2, filters - 1) * planeBytes, x3 = from + <usize>min(filter + 3, filters - 1) * planeBytes;
    gradientTiles<T>(x0, x1, x2, x3, rowBytes, temporary, to, step);
    to += 16;
  }
}

/** Adds for each frequency the products of `tiles` tiles. */
// @ts-ignore: decorator
@inline
function addProducts<T>(
  plan: WinogradGradientPlan, tiles: i32, filters: i32, inputs: usize, gradients: usize, products: usize,
): void {
  const size = sizeof<T>();
  const inputBytes = <usize>plan.paddedChannels * size, rowBytes = <usize>filters * size;
  const first = <usize>(6 * plan.sixes);
  for (let frequency = 0; frequency < frequencies; frequency++) {
    for (let column: usize = 0; column < rowBytes; column += 32) {
      const from = gradients + column, to = products + column;
      if (plan.sixes) addSix<T>(plan.sixes, tiles, inputs, inputBytes, from, rowBytes, to, rowBytes);
      if (plan.fours) {
        addFour<T>(plan.fours, tiles, inputs + first * size, inputBytes, from, rowBytes, to + first * rowBytes, rowBytes);
      }
    }
    inputs += plan.inputStride;
    gradients += plan.gradientStride;
    products += plan.productStride;
  }
}

/**
 * Pieces `from` to `to` of `pieceImages` images each: their gradients of each tap of all filters at `filterPieces`,
 * of biases in f64 at `biasPieces`. `gate` is 0, or the output of the relu behind which the output's gradient lies.
 */
// @ts-ignore: decorator
@inline
function gradientWinograd<T>(
  plan: WinogradGradientPlan, _blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const input = changetype<WinogradPlan>(plan.images);
  const channels = input.channels, filters = plan.channels, padded = input.paddedFilters;
  const sourceBytes = <usize>(channels * input.height * input.width) * size;
  const outputBytes = <usize>(filters * plan.height * plan.width) * size;
  const planeBytes = <usize>input.planeStride * size, gradientPlaneBytes = <usize>plan.planeStride * size;
  const rowBytes = <usize>input.rowStride * size, gradientRowBytes = <usize>plan.rowStride * size;
  const inputs = scratch + tileBytes;
  const gradients = inputs + <usize>(frequencies * plan.inputStride);
  const products = gradients + <usize>(frequencies * plan.gradientStride);
  const productBytes = <usize>(frequencies * plan.productStride);
  const images = products + productBytes;
  const outputs = images + <usize>(input.images * channels) * planeBytes + 64;
  const imageTiles = input.tileRows * input.tileColumns;

  for (let piece = from; piece < to; piece++) {
    const sums = biasPieces + <usize>(piece * filters << 3);
    memory.fill(sums, 0, <usize>filters << 3);
    memory.fill(products, 0, productBytes);
    const end = min(batch, (piece + 1) * pieceImages);
    for (let image = piece * pieceImages; image < end; image += input.images) {
      const count = min(input.images, end - image);
      for (let i = 0; i < count; i++) {
        const at = <usize>(image + i) * outputBytes, laidOut = outputs + <usize>(i * filters) * gradientPlaneBytes;
        layOut<T>(input, source + <usize>(image + i) * sourceBytes, 0, images + <usize>(i * channels) * planeBytes);
        layOut<T>(plan, outputGradient + at, gate ? gate + at : 0, laidOut);
        addPlanes<T>(filters, gradientPlaneBytes, laidOut, sums);
      }
      const tiles = count * imageTiles;
      for (let first = 0; first < tiles; first += input.tiles) {
        const run = min(input.tiles, tiles - first);
        for (let tile = 0; tile < run; tile++) {
          const place = <usize>(first + tile << 2);
          transformInputs<T>(
            channels, plan.paddedChannels, rowBytes, planeBytes, images + load<u32>(input.places + place), scratch,
            inputs + <usize>(tile * plan.paddedChannels) * size, plan.inputStride,
          );
          transformGradients<T>(
            filters, padded, gradientRowBytes, gradientPlaneBytes, outputs + load<u32>(plan.places + place), scratch,
            gradients + <usize>(tile * padded) * size, plan.gradientStride,
          );
        }
        addProducts<T>(plan, run, padded, inputs, gradients, products);
      }
    }
    const tapBytes = <usize>filters * size;
    let target = filterPieces + <usize>(piece * 9 * channels) * tapBytes;
    for (let channel = 0; channel < channels; channel++) {
      for (let filter = 0; filter < filters; filter += lanes) {
        const product = products + <usize>(channel * padded + filter) * size;
        filterGradientTiles<T>(product, plan.productStride, scratch, filters - filter, target + <usize>filter * size, tapBytes);
      }
      target += 9 * tapBytes;
    }
  }
}

export function gradientWinograd_f32(
  plan: usize, blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  gradientWinograd<f32>(
    changetype<WinogradGradientPlan>(plan), blockRows, batch, pieceImages, from, to, source, outputGradient, gate, filterPieces, biasPieces, scratch,
  );
}

export function gradientWinograd_f64(
  plan: usize, blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  gradientWinograd<f64>(
    changetype<WinogradGradientPlan>(plan), blockRows, batch, pieceImages, from, to, source, outputGradient, gate, filterPieces, biasPieces, scratch,
  );
}
