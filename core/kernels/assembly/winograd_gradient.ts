// Gradients of filters of 3 by 3 and of biases as the transpose of Winograd's F(4x4, 3x3).
//
// For each frequency the transformed inputs times the transformed gradients of the outputs are summed over the tiles of a
// piece of the batch, then transformed into filters. Pieces depend on the shapes alone, so that splitting them over threads
// changes no bit.

import { layOut } from "./convolution_plan";
import { addLanes } from "./reduce";
import { clearOuterRows, gradientPlanes, hasFrame, inputPlanes } from "./winograd_planes";
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
  channels: i32, padded: i32, rowBytes: usize, planeBytes: usize, from: usize, temporary: usize, to: usize, step: usize, one: T,
): void {
  const lanes = <i32>(16 / sizeof<T>());
  for (let channel = 0; channel < padded; channel += lanes) {
    // Channels past the last repeat it; their products are not read.
    const x0 = from + <usize>min(channel, channels - 1) * planeBytes, x1 = from + <usize>min(channel + 1, channels - 1) * planeBytes;
    const x2 = from + <usize>min(channel + 2, channels - 1) * planeBytes, x3 = from + <usize>min(channel + 3, channels - 1) * planeBytes;
    inputTiles<T>(x0, x1, x2, x3, rowBytes, temporary, to, step, one);
    to += 16;
  }
}

/** The same of all tiles of an image at `from` as it lies. `rows` is as for `inputPlanes`. */
// @ts-ignore: decorator
@inline
function transformImage<T>(input: WinogradPlan, padded: i32, from: usize, rows: usize, to: usize, step: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const last = input.channels - 1, channelBytes = <usize>(input.height * input.width) * size;
  for (let channel = 0; channel < padded; channel += lanes) {
    const x0 = from + <usize>min(channel, last) * channelBytes, x1 = from + <usize>min(channel + 1, last) * channelBytes;
    const x2 = from + <usize>min(channel + 2, last) * channelBytes, x3 = from + <usize>min(channel + 3, last) * channelBytes;
    inputPlanes<T>(input, x0, x1, x2, x3, 0, rows, to, <usize>padded * size, step);
    to += 16;
  }
}

/** The same for the output's gradient and its filters. */
// @ts-ignore: decorator
@inline
function transformGradients<T>(
  filters: i32, padded: i32, rowBytes: usize, planeBytes: usize, from: usize, temporary: usize, to: usize, step: usize, one: T,
): void {
  const lanes = <i32>(16 / sizeof<T>());
  for (let filter = 0; filter < padded; filter += lanes) {
    const x0 = from + <usize>min(filter, filters - 1) * planeBytes, x1 = from + <usize>min(filter + 1, filters - 1) * planeBytes;
    const x2 = from + <usize>min(filter + 2, filters - 1) * planeBytes, x3 = from + <usize>min(filter + 3, filters - 1) * planeBytes;
    gradientTiles<T>(x0, x1, x2, x3, rowBytes, temporary, to, step, one);
    to += 16;
  }
}

/** The same of all tiles of an image's gradients at `from` as they lie; `toGate` and `rows` are as for `gradientPlanes`. */
// @ts-ignore: decorator
@inline
function transformGradientImage<T>(
  plan: WinogradGradientPlan, input: WinogradPlan, from: usize, toGate: usize, rows: usize, to: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const padded = input.paddedFilters, last = plan.channels - 1, planeBytes = <usize>(plan.height * plan.width) * size;
  for (let filter = 0; filter < padded; filter += lanes) {
    const x0 = from + <usize>min(filter, last) * planeBytes, x1 = from + <usize>min(filter + 1, last) * planeBytes;
    const x2 = from + <usize>min(filter + 2, last) * planeBytes, x3 = from + <usize>min(filter + 3, last) * planeBytes;
    gradientPlanes<T>(
      input, plan.height, plan.width, x0, x1, x2, x3, toGate, rows, to, <usize>padded * size, plan.gradientStride,
    );
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
 * of biases in f64 at `biasPieces`, which is 0 for none. `gate` is 0, or the output of the relu behind which the output's gradient lies.
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
  const outputs = images + <usize>input.imagesBytes;
  const imageTiles = input.tileRows * input.tileColumns;
  // Whole images at a time are read as they lie.
  const isWhole = input.images * imageTiles <= input.tiles, inPlanes = isWhole && hasFrame(input);
  // The sums for biases are taken over gradients that are laid out.
  const gradientsInPlanes = isWhole && biasPieces == 0;
  if (inPlanes) clearOuterRows(input, images);

  for (let piece = from; piece < to; piece++) {
    const sums = biasPieces + <usize>(piece * filters << 3);
    if (biasPieces) memory.fill(sums, 0, <usize>filters << 3);
    memory.fill(products, 0, productBytes);
    const end = min(batch, (piece + 1) * pieceImages);
    for (let image = piece * pieceImages; image < end; image += input.images) {
      const count = min(input.images, end - image);
      for (let i = 0; i < count; i++) {
        const at = <usize>(image + i) * outputBytes, laidOut = outputs + <usize>(i * filters) * gradientPlaneBytes;
        const from = source + <usize>(image + i) * sourceBytes;
        if (inPlanes) {
          const tileTarget = inputs + <usize>(i * imageTiles * plan.paddedChannels) * size;
          transformImage<T>(input, plan.paddedChannels, from, images, tileTarget, plan.inputStride);
        } else layOut<T>(input, from, 0, images + <usize>(i * channels) * planeBytes);
        if (gradientsInPlanes) {
          const tileTarget = gradients + <usize>(i * imageTiles * padded) * size;
          transformGradientImage<T>(plan, input, outputGradient + at, gate ? gate - outputGradient : 0, outputs, tileTarget);
          continue;
        }
        layOut<T>(plan, outputGradient + at, gate ? gate + at : 0, laidOut);
        if (biasPieces) addPlanes<T>(filters, gradientPlaneBytes, laidOut, sums);
      }
      const tiles = count * imageTiles;
      for (let first = 0; first < tiles; first += input.tiles) {
        const run = min(input.tiles, tiles - first);
        for (let tile = 0; tile < run; tile++) {
          const place = <usize>(first + tile << 2);
          if (!inPlanes) {
            transformInputs<T>(
              channels, plan.paddedChannels, rowBytes, planeBytes, images + load<u32>(input.places + place), scratch,
              inputs + <usize>(tile * plan.paddedChannels) * size, plan.inputStride, <T>plan.groups,
            );
          }
          if (!gradientsInPlanes) {
            transformGradients<T>(
              filters, padded, gradientRowBytes, gradientPlaneBytes, outputs + load<u32>(plan.places + place), scratch,
              gradients + <usize>(tile * padded) * size, plan.gradientStride, <T>plan.groups,
            );
          }
        }
        addProducts<T>(plan, run, padded, inputs, gradients, products);
      }
    }
    const tapBytes = <usize>filters * size;
    let target = filterPieces + <usize>(piece * 9 * channels) * tapBytes;
    for (let channel = 0; channel < channels; channel++) {
      for (let filter = 0; filter < filters; filter += lanes) {
        const product = products + <usize>(channel * padded + filter) * size;
        filterGradientTiles<T>(product, plan.productStride, scratch, filters - filter, target + <usize>filter * size, tapBytes, <T>plan.groups);
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
