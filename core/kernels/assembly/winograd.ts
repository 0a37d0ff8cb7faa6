// Convolution of a batch of images by filters of 3 by 3 as Winograd's F(4x4, 3x3), and its transpose.
//
// Tiles of 6 by 6 inputs are transformed, multiplied by transformed filters frequency by frequency, and transformed into
// 4 by 4 outputs: 36 multiplications where the plain sum takes 144. Each output is one sum in one order, so it does not
// depend on how images are split.

import { layOut } from "./convolution_plan";
import { firsts, high, low, seconds } from "./gemm_panels";
import { clearOuterRows, inputPlanes } from "./winograd_planes";
import { frequencies, tileBytes, WinogradPlan } from "./winograd_plan";
import { multiplySix } from "./winograd_tile";
import { filterTiles, inputTiles, outputTiles } from "./winograd_transforms";

/** Bytes from frequency to frequency of transformed filters: a line more, so that all do not fall on one cache set. */
// @ts-ignore: decorator
@inline
function filterStep<T>(plan: WinogradPlan): usize {
  return <usize>(plan.channels * plan.paddedFilters) * sizeof<T>() + 64;
}

/** The taps of four filters of f32 side by side: those of filters at `w0` to `w3`, in turn or from the last to the first. */
// @ts-ignore: decorator
@inline
function gatherTaps(w0: usize, w1: usize, w2: usize, w3: usize, turn: i32, gathered: usize): void {
  const step: usize = turn ? <usize>-16 : 16;
  let to = turn ? gathered + 128 : gathered;
  for (let tap: usize = 0; tap < 32; tap += 16) {
    const r0 = v128.load(w0 + tap), r1 = v128.load(w1 + tap), r2 = v128.load(w2 + tap), r3 = v128.load(w3 + tap);
    const low01 = low(r0, r1), low23 = low(r2, r3), high01 = high(r0, r1), high23 = high(r2, r3);
    v128.store(to, firsts(low01, low23)); to += step;
    v128.store(to, seconds(low01, low23)); to += step;
    v128.store(to, firsts(high01, high23)); to += step;
    v128.store(to, seconds(high01, high23)); to += step;
  }
  store<f32>(to, load<f32>(w0, 32));
  store<f32>(to, load<f32>(w1, 32), 4);
  store<f32>(to, load<f32>(w2, 32), 8);
  store<f32>(to, load<f32>(w3, 32), 12);
}

/**
 * Transformed filters: for each frequency and each two vectors of filters, those of all channels side by side.
 *
 * `rowStride` and `channelStride` are elements of the weight from filter to filter and from channel to channel; `turn` is 1
 * where filters are turned by half a circle. `scratch` takes two tiles.
 */
// @ts-ignore: decorator
@inline
function transformFilters<T>(
  plan: WinogradPlan, rowStride: i32, channelStride: i32, turn: i32, weight: usize, transformed: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const gathered = scratch + tileBytes, last = plan.groupRows - 1;
  const step = filterStep<T>(plan);
  for (let filter = 0; filter < plan.paddedFilters; filter += lanes) {
    for (let channel = 0; channel < plan.channels; channel++) {
      // Filters past the last repeat it; their results are never stored.
      const from = weight + <usize>(channel * channelStride) * size, rowBytes = <usize>rowStride * size;
      const w0 = from + <usize>min(filter, last) * rowBytes, w1 = from + <usize>min(filter + 1, last) * rowBytes;
      if (size == 4) {
        const w2 = from + <usize>min(filter + 2, last) * rowBytes, w3 = from + <usize>min(filter + 3, last) * rowBytes;
        gatherTaps(w0, w1, w2, w3, turn, gathered);
      } else {
        for (let tap = 0; tap < 9; tap++) {
          const place = <usize>(turn ? 8 - tap : tap) * size, to = gathered + <usize>(tap << 4);
          store<T>(to, load<T>(w0 + place));
          store<T>(to, load<T>(w1 + place), 8);
        }
      }
      const pair = filter / (2 * lanes), half = filter / lanes & 1;
      filterTiles<T>(gathered, scratch, transformed + <usize>(((pair * plan.channels + channel) * 2 + half) << 4), step, <T>plan.groups);
    }
  }
}

/** Transforms `count` tiles from `first` of the laid-out images: for each frequency and channel the tiles side by side. */
// @ts-ignore: decorator
@inline
function transformTiles<T>(plan: WinogradPlan, first: i32, count: i32, images: usize, temporary: usize, to: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const rowBytes = <usize>plan.rowStride * size, planeBytes = <usize>plan.planeStride * size;
  const channelBytes = <usize>plan.tiles * size, step = <usize>plan.inputStride;
  let place = plan.places + (<usize>first << 2);
  for (let tile = 0; tile < count; tile += lanes) {
    let x0 = images + load<u32>(place), x1 = images + load<u32>(place, 4);
    let x2 = images, x3 = images;
    if (size == 4) {
      x2 += load<u32>(place, 8);
      x3 += load<u32>(place, 12);
    }
    place += <usize>lanes << 2;
    let target = to + <usize>tile * size;
    for (let channel = 0; channel < plan.channels; channel++) {
      inputTiles<T>(x0, x1, x2, x3, rowBytes, temporary, target, step, <T>plan.groups);
      x0 += planeBytes; x1 += planeBytes; x2 += planeBytes; x3 += planeBytes;
      target += channelBytes;
    }
  }
}

/** The same of `count` whole images at `source`, as many side by side as a vector has lanes. `rows` is as for `inputPlanes`. */
// @ts-ignore: decorator
@inline
function transformImages<T>(plan: WinogradPlan, count: i32, source: usize, toGate: usize, rows: usize, to: usize): void {
  const size = sizeof<T>();
  const channelSourceBytes = <usize>(plan.height * plan.width) * size, imageBytes = <usize>plan.channels * channelSourceBytes;
  const channelBytes = <usize>plan.tiles * size;
  for (let image = 0; image < count; image += plan.together) {
    // Images past the last repeat it; their results are never stored.
    let x0 = source + <usize>image * imageBytes, x1 = source + <usize>min(image + 1, count - 1) * imageBytes;
    let x2 = source + <usize>min(image + 2, count - 1) * imageBytes, x3 = source + <usize>min(image + 3, count - 1) * imageBytes;
    let target = to;
    for (let channel = 0; channel < plan.channels; channel++) {
      inputPlanes<T>(plan, x0, x1, x2, x3, toGate, rows, target, 16, plan.inputStride);
      x0 += channelSourceBytes; x1 += channelSourceBytes; x2 += channelSourceBytes; x3 += channelSourceBytes;
      target += channelBytes;
    }
    to += <usize>(plan.tileRows * plan.tileColumns) << 4;
  }
}

/** For each frequency `count` tiles times all filters. */
// @ts-ignore: decorator
@inline
function multiplyTiles<T>(plan: WinogradPlan, count: i32, inputs: usize, filters: usize, products: usize): void {
  const size = sizeof<T>();
  const channelBytes = <usize>plan.tiles * size, rowBytes = <usize>plan.paddedFilters * size;
  const panels = (count + 5) / 6, panelBytes = <usize>plan.channels << 5;
  for (let frequency = 0; frequency < frequencies; frequency++) {
    let panel = filters;
    for (let column: usize = 0; column < rowBytes; column += 32) {
      multiplySix<T>(panels, plan.channels, inputs, channelBytes, panel, 32, products + column, rowBytes);
      panel += panelBytes;
    }
    filters += filterStep<T>(plan);
    inputs += plan.inputStride;
    products += plan.productStride;
  }
}

/** Stores the outputs of `count` tiles from `first` of `images` images whose outputs start at `target`. */
// @ts-ignore: decorator
@inline
function storeTiles<T>(
  plan: WinogradPlan, first: i32, count: i32, images: i32, products: usize, temporary: usize, bias: usize, relu: i32, target: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const together = plan.together, groupTiles = plan.tileRows * plan.tileColumns * together;
  const planeBytes = <usize>plan.targetPlane * size, rowBytes = <usize>plan.columns * size;
  for (let tile = first; tile < first + count; tile++) {
    const image = tile / groupTiles * together + tile % together, place = tile % groupTiles / together;
    if (image >= images) {
      products += <usize>plan.paddedFilters * size;
      continue;
    }
    const row = place / plan.tileColumns << 2, column = place % plan.tileColumns << 2;
    const rows = min(4, plan.rows - row), columns = min(4, plan.columns - column);
    let to = target + <usize>((image * plan.groupRows) * plan.targetPlane + row * plan.columns + column) * size;
    let from = products;
    for (let filter = 0; filter < plan.groupRows; filter += lanes) {
      const added = bias ? v128.load(bias + <usize>filter * size) : v128.splat<T>(0);
      outputTiles<T>(
        from, plan.productStride, temporary, added, relu, rows, columns, plan.groupRows - filter, to, rowBytes, planeBytes,
        <T>plan.groups,
      );
      from += 16;
      to += <usize>lanes * planeBytes;
    }
    products += <usize>plan.paddedFilters * size;
  }
}

/** Images `from` to `to`. `gate` is 0, or the output of the relu behind which the source lies; `bias` is 0 for none. */
// @ts-ignore: decorator
@inline
function convolveWinograd<T>(
  plan: WinogradPlan, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const sourceBytes = <usize>(plan.channels * plan.height * plan.width) * size;
  const targetBytes = <usize>(plan.groupRows * plan.targetPlane) * size;
  const laidOutBytes = <usize>(plan.channels * plan.planeStride) * size;
  const inputs = scratch + tileBytes;
  const products = inputs + <usize>(frequencies * plan.inputStride);
  const images = products + <usize>(frequencies * plan.productStride);
  if (plan.together > 1) clearOuterRows(plan, images);
  for (let image = from; image < to; image += plan.images) {
    const count = min(plan.images, to - image);
    const imageTarget = target + <usize>image * targetBytes;
    if (plan.together > 1) {
      // A plan's images are whole vectors of them.
      const tiles = (count + plan.together - 1) / plan.together * plan.together * (plan.tileRows * plan.tileColumns);
      transformImages<T>(plan, count, source + <usize>image * sourceBytes, gate ? gate - source : 0, images, inputs);
      multiplyTiles<T>(plan, tiles, inputs, filters, products);
      storeTiles<T>(plan, 0, tiles, count, products, scratch, bias, relu, imageTarget);
      continue;
    }
    for (let i = 0; i < count; i++) {
      const at = <usize>(image + i) * sourceBytes;
      layOut<T>(plan, source + at, gate ? gate + at : 0, images + <usize>i * laidOutBytes);
    }
    const tiles = count * plan.tileRows * plan.tileColumns;
    for (let first = 0; first < tiles; first += plan.tiles) {
      const run = min(plan.tiles, tiles - first);
      transformTiles<T>(plan, first, run, images, scratch, inputs);
      multiplyTiles<T>(plan, run, inputs, filters, products);
      storeTiles<T>(plan, first, run, count, products, scratch, bias, relu, imageTarget);
    }
  }
}

export function transformFilters_f32(
  plan: usize, rowStride: i32, channelStride: i32, turn: i32, weight: usize, transformed: usize, scratch: usize,
): void {
  transformFilters<f32>(changetype<WinogradPlan>(plan), rowStride, channelStride, turn, weight, transformed, scratch);
}

export function transformFilters_f64(
  plan: usize, rowStride: i32, channelStride: i32, turn: i32, weight: usize, transformed: usize, scratch: usize,
): void {
  transformFilters<f64>(changetype<WinogradPlan>(plan), rowStride, channelStride, turn, weight, transformed, scratch);
}

export function convolveWinograd_f32(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolveWinograd<f32>(changetype<WinogradPlan>(plan), from, to, source, gate, filters, bias, relu, target, scratch);
}

export function convolveWinograd_f64(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolveWinograd<f64>(changetype<WinogradPlan>(plan), from, to, source, gate, filters, bias, relu, target, scratch);
}
