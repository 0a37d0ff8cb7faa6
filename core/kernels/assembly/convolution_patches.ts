// Convolution as products of a native library, on patches of a few output rows of one image at a time.
//
// The patches of a block, one row for each tap, stay in the second-level cache between being laid out and
// being multiplied; there is never a patch matrix of the batch, nor of a large image.

import { ConvolutionPass, ConvolutionPlan, gated, layOut, passOf } from "./convolution_plan";
import { laneMask } from "./lanes";
import { nativeProduct } from "./native_product";
import { addLanes } from "./reduce";

/** Bytes of one laid-out image, with what its last vector may reach past. */
// @ts-ignore: decorator
@inline
function laidOutBytes<T>(plan: ConvolutionPlan): usize {
  return <usize>(plan.channels * plan.phaseRows * plan.phaseColumns * plan.planeStride) * sizeof<T>() + 64;
}

/** Bytes of one group's planes in a laid-out image. */
// @ts-ignore: decorator
@inline
function groupBytes<T>(plan: ConvolutionPlan): usize {
  const planes = plan.channels / plan.groups * plan.phaseRows * plan.phaseColumns;
  return <usize>(planes * plan.planeStride) * sizeof<T>();
}

/** Whether the patches of an image are the image itself: filters of one place, without stride or padding. */
// @ts-ignore: decorator
@inline
function isPointwise(plan: ConvolutionPlan): bool {
  const pass = passOf(plan, 0);
  return plan.passes == 1 && pass.taps * plan.groups == plan.channels && plan.top == 0 && plan.left == 0 &&
    plan.strideHeight == 1 && plan.strideWidth == 1 && pass.rows == plan.height && pass.columns == plan.width;
}

/** Lays out the filters of all passes and groups: for each filter its taps in the order of the plan. */
// @ts-ignore: decorator
@inline
function gatherFilters<T>(plan: ConvolutionPlan, groupStride: i32, rowStride: i32, filters: usize, gathered: usize): void {
  const size = sizeof<T>();
  for (let index = 0; index < plan.passes; index++) {
    const pass = passOf(plan, index);
    for (let group = 0; group < plan.groups; group++) {
      for (let row = 0; row < plan.groupRows; row++) {
        const filter = filters + <usize>(group * groupStride + row * rowStride) * size;
        for (let tap = 0; tap < pass.taps; tap++) {
          store<T>(gathered, load<T>(filter + <usize>load<i32>(pass.places + (tap << 2)) * size));
          gathered += size;
        }
      }
    }
  }
}

/**
 * The patches of `rows` output rows from `first` on: patches[tap][row][column].
 *
 * Copies whole vectors: what it writes past the end of a row, the next row overwrites.
 */
// @ts-ignore: decorator
@inline
function packPatches<T>(plan: ConvolutionPlan, pass: ConvolutionPass, first: i32, rows: i32, source: usize, patches: usize): void {
  const size = sizeof<T>();
  const rowBytes = <usize>pass.columns * size;
  const sourceRowBytes = <usize>plan.rowStride * size;
  source += <usize>first * sourceRowBytes;
  for (let tap = 0; tap < pass.taps; tap++) {
    let from = source + load<u32>(pass.offsets + (<usize>tap << 2));
    for (let row = 0; row < rows; row++) {
      for (let i: usize = 0; i < rowBytes; i += 16) v128.store(patches + i, v128.load(from + i));
      from += sourceRowBytes;
      patches += rowBytes;
    }
  }
}

/** Adds its bias (0 for none) to each of `rows` rows of `columns` elements, applies relu when asked. */
// @ts-ignore: decorator
@inline
export function finishRows<T>(rows: i32, columns: i32, c: usize, cRow: usize, bias: usize, relu: i32): void {
  if (bias == 0 && relu == 0) return;
  const size = sizeof<T>();
  const floor = v128.splat<T>(relu ? 0 : <T>-Infinity);
  const wholeBytes = <usize>columns * size & ~15;
  for (let row = 0; row < rows; row++) {
    const added: T = bias ? load<T>(bias + <usize>row * size) : 0;
    const addedVector = v128.splat<T>(added);
    for (let i: usize = 0; i < wholeBytes; i += 16) {
      v128.store(c + i, v128.max<T>(v128.add<T>(v128.load(c + i), addedVector), floor));
    }
    for (let i = wholeBytes; i < <usize>columns * size; i += size) {
      const value = load<T>(c + i) + added;
      store<T>(c + i, relu ? max<T>(value, 0) : value);
    }
    c += cRow;
  }
}

/** Spreads rows of a product over the outputs of a pass, which lie apart. */
// @ts-ignore: decorator
@inline
function spreadRows<T>(filters: i32, rows: i32, pass: ConvolutionPass, product: usize, target: usize, filterStride: i32): void {
  const size = sizeof<T>();
  for (let filter = 0; filter < filters; filter++) {
    for (let row = 0; row < rows; row++) {
      let to = target + <usize>(filter * filterStride + row * pass.rowStep) * size;
      for (let column = 0; column < pass.columns; column++) {
        store<T>(to, load<T>(product));
        product += size;
        to += <usize>pass.columnStep * size;
      }
    }
  }
}

/**
 * The convolution of the images `from` to `to`. `scratch` takes a laid-out image, the patches of a block and,
 * where outputs lie apart, the block's product. `gate` and `bias` are as for the kernel `convolve`.
 */
// @ts-ignore: decorator
@inline
function convolveNatively<T>(
  plan: ConvolutionPlan, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const groupRows = plan.groupRows, targetPlane = plan.targetPlane;
  const sourceBytes = <usize>(plan.channels * plan.height * plan.width) * size;
  const channelBytes = <usize>targetPlane * size;
  const packed = scratch + laidOutBytes<T>(plan);
  const asItIs = gate == 0 && isPointwise(plan);
  for (let image = from; image < to; image++) {
    const at = <usize>image * sourceBytes;
    if (!asItIs) layOut<T>(plan, source + at, gate ? gate + at : 0, scratch);
    let weights = filters;
    for (let index = 0; index < plan.passes; index++) {
      const pass = passOf(plan, index);
      const isDense = pass.columnStep == 1 && pass.rowStep == pass.columns;
      for (let group = 0; group < plan.groups; group++) {
        const filter = group * groupRows;
        const channels = target + <usize>(image * plan.groups * groupRows + filter) * channelBytes;
        const blockRows = asItIs ? pass.rows : pass.blockRows;
        for (let row = 0; row < pass.rows; row += blockRows) {
          const rows = min(blockRows, pass.rows - row);
          const count = rows * pass.columns;
          const outputs = channels + <usize>(pass.origin + row * pass.rowStep) * size;
          const patches = asItIs ? source + at + <usize>(group * pass.taps) * channelBytes : packed;
          if (!asItIs) packPatches<T>(plan, pass, row, rows, scratch + <usize>group * groupBytes<T>(plan), packed);
          const apart = packed + (<usize>(pass.taps * count) * size + 79 & ~15);
          const product = isDense ? outputs : apart, productRow = isDense ? targetPlane : count;
          nativeProduct<T>(groupRows, count, pass.taps, weights, pass.taps, 1, patches, count, 1, product, productRow, 0);
          const rowBytes = <usize>productRow * size;
          finishRows<T>(groupRows, count, product, rowBytes, bias ? bias + <usize>filter * size : 0, relu);
          if (!isDense) spreadRows<T>(groupRows, rows, pass, product, outputs, targetPlane);
        }
        weights += <usize>(groupRows * pass.taps) * size;
      }
    }
  }
}

/** Bytes of a gradient that are added up in the element type, less 1; sums of blocks are added in f64. */
const blockMask: usize = 1023;

/**
 * Copies `rows` rows of a gradient behind their gate (0 for none), side by side; adds their sums to the f64 numbers at
 * `sums`.
 */
// @ts-ignore: decorator
@inline
export function copyGated<T>(rows: i32, columns: i32, gradient: usize, gate: usize, rowBytes: usize, to: usize, sums: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const lastBytes = <usize>((columns - 1) / lanes) * 16;
  const lastMask = laneMask<T>(columns - (columns - 1) / lanes * lanes);
  for (let row = 0; row < rows; row++) {
    let sum = v128.splat<T>(0);
    let blocks: f64 = 0;
    for (let i: usize = 0; i < lastBytes; i += 16) {
      let run = v128.load(gradient + i);
      if (gate) run = gated<T>(run, v128.load(gate + i));
      v128.store(to + i, run);
      sum = v128.add<T>(sum, run);
      if ((i & blockMask) == 0) {
        blocks += <f64>addLanes<T>(sum);
        sum = v128.splat<T>(0);
      }
    }
    let run = v128.load(gradient + lastBytes);
    if (gate) run = gated<T>(run, v128.load(gate + lastBytes));
    run = v128.and(run, lastMask);
    v128.store(to + lastBytes, run);
    sum = v128.add<T>(sum, run);
    const at = sums + (<usize>row << 3);
    store<f64>(at, load<f64>(at) + (blocks + <f64>addLanes<T>(sum)));
    gradient += rowBytes;
    if (gate) gate += rowBytes;
    to += <usize>columns * size;
  }
}

/** The gradients of filters and biases, summed over the images `from` to `to`: filterGradient[group][tap][filter]. */
// @ts-ignore: decorator
@inline
function gradientOfPiece<T>(
  plan: ConvolutionPlan, blockRows: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterGradient: usize, biasGradient: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const pass = passOf(plan, 0);
  const groupRows = plan.groupRows, filters = plan.groups * groupRows;
  const sourceBytes = <usize>(plan.channels * plan.height * plan.width) * size;
  const channelBytes = <usize>plan.targetPlane * size;
  const patches = scratch + laidOutBytes<T>(plan);
  memory.fill(biasGradient, 0, <usize>filters << 3);
  for (let image = from; image < to; image++) {
    layOut<T>(plan, source + <usize>image * sourceBytes, 0, scratch);
    for (let group = 0; group < plan.groups; group++) {
      const filter = group * groupRows;
      const channels = <usize>(image * filters + filter) * channelBytes;
      const target = filterGradient + <usize>(filter * pass.taps) * size;
      for (let row = 0; row < pass.rows; row += blockRows) {
        const rows = min(blockRows, pass.rows - row);
        const count = rows * pass.columns;
        const at = channels + <usize>(row * pass.columns) * size;
        packPatches<T>(plan, pass, row, rows, scratch + <usize>group * groupBytes<T>(plan), patches);
        const gradients = patches + (<usize>(pass.taps * count) * size + 79 & ~15);
        copyGated<T>(
          groupRows, count, outputGradient + at, gate ? gate + at : 0, channelBytes, gradients,
          biasGradient + (<usize>filter << 3),
        );
        nativeProduct<T>(
          pass.taps, groupRows, count, patches, count, 1, gradients, 1, count, target, groupRows,
          image > from || row > 0 ? 1 : 0,
        );
      }
    }
  }
}

/**
 * The gradients of the pieces `from` to `to` of a batch, each of `pieceImages` images, apart from each other.
 *
 * A block is `blockRows` output rows. `scratch` takes a laid-out image, the patches of a block and its gradients.
 */
// @ts-ignore: decorator
@inline
function gradientNatively<T>(
  plan: ConvolutionPlan, blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  const filters = plan.groups * plan.groupRows;
  const biasBytes = <usize>filters << 3, filterBytes = <usize>(filters * passOf(plan, 0).taps) * sizeof<T>();
  for (let piece = from; piece < to; piece++) {
    const first = piece * pieceImages;
    gradientOfPiece<T>(
      plan, blockRows, first, min(first + pieceImages, batch), source, outputGradient, gate,
      filterPieces + <usize>piece * filterBytes, biasPieces + <usize>piece * biasBytes, scratch,
    );
  }
}

/** Adds up the gradients of `pieces` pieces of a batch, in their order; `biasGradient` is 0 for none. */
// @ts-ignore: decorator
@inline
function addGradientPieces<T>(
  plan: ConvolutionPlan, pieces: i32, filterPieces: usize, biasPieces: usize, filterGradient: usize, biasGradient: usize,
): void {
  const size = sizeof<T>();
  const taps = passOf(plan, 0).taps, groupRows = plan.groupRows, filters = plan.groups * groupRows;
  const filterBytes = <usize>(filters * taps) * size, biasBytes = <usize>filters << 3;
  for (let group = 0; group < plan.groups; group++) {
    for (let row = 0; row < groupRows; row++) {
      let from = filterPieces + <usize>(group * groupRows * taps + row) * size;
      for (let tap = 0; tap < taps; tap++) {
        let sum: T = 0;
        for (let piece = 0; piece < pieces; piece++) sum += load<T>(from + <usize>piece * filterBytes);
        store<T>(filterGradient, sum);
        filterGradient += size;
        from += <usize>groupRows * size;
      }
    }
  }
  if (biasGradient == 0) return;
  for (let filter = 0; filter < filters; filter++) {
    let sum: f64 = 0;
    for (let piece = 0; piece < pieces; piece++) {
      sum += load<f64>(biasPieces + <usize>piece * biasBytes + (<usize>filter << 3));
    }
    store<T>(biasGradient + <usize>filter * size, <T>sum);
  }
}

export function gatherFilters_f32(
  plan: usize, groupStride: i32, rowStride: i32, filters: usize, gathered: usize,
): void {
  gatherFilters<f32>(changetype<ConvolutionPlan>(plan), groupStride, rowStride, filters, gathered);
}

export function gatherFilters_f64(
  plan: usize, groupStride: i32, rowStride: i32, filters: usize, gathered: usize,
): void {
  gatherFilters<f64>(changetype<ConvolutionPlan>(plan), groupStride, rowStride, filters, gathered);
}

export function convolveNatively_f32(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolveNatively<f32>(changetype<ConvolutionPlan>(plan), from, to, source, gate, filters, bias, relu, target, scratch);
}

export function convolveNatively_f64(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, filters: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolveNatively<f64>(changetype<ConvolutionPlan>(plan), from, to, source, gate, filters, bias, relu, target, scratch);
}

export function gradientNatively_f32(
  plan: usize, blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  gradientNatively<f32>(
    changetype<ConvolutionPlan>(plan), blockRows, batch, pieceImages, from, to,
    source, outputGradient, gate, filterPieces, biasPieces, scratch,
  );
}

export function gradientNatively_f64(
  plan: usize, blockRows: i32, batch: i32, pieceImages: i32, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterPieces: usize, biasPieces: usize, scratch: usize,
): void {
  gradientNatively<f64>(
    changetype<ConvolutionPlan>(plan), blockRows, batch, pieceImages, from, to,
    source, outputGradient, gate, filterPieces, biasPieces, scratch,
  );
}

export function addGradientPieces_f32(
  plan: usize, pieces: i32, filterPieces: usize, biasPieces: usize, filterGradient: usize, biasGradient: usize,
): void {
  addGradientPieces<f32>(changetype<ConvolutionPlan>(plan), pieces, filterPieces, biasPieces, filterGradient, biasGradient);
}

export function addGradientPieces_f64(
  plan: usize, pieces: i32, filterPieces: usize, biasPieces: usize, filterGradient: usize, biasGradient: usize,
): void {
  addGradientPieces<f64>(changetype<ConvolutionPlan>(plan), pieces, filterPieces, biasPieces, filterGradient, biasGradient);
}
