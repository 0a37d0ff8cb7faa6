// The convolution kernels' view of a convolution, and how they lay out its source.
//
// A source image is copied with its padding into scratch memory once, one plane for each combination of
// row and column modulo the stride. Then neighbouring outputs meet neighbouring values of one plane at
// every tap, whatever the stride, and one inner loop does for all.

/** Written by core/convolution as 32-bit words in this order. */
@unmanaged
export class ConvolutionPlan {
  /** Of the source. */
  channels: i32;
  height: i32;
  width: i32;
  /** Zeros above and to the left of the source. */
  top: i32;
  left: i32;
  /** Planes of a channel: rows (columns) modulo these. */
  strideHeight: i32;
  strideWidth: i32;
  /** Rows of a plane, elements from row to row and from plane to plane. */
  planeRows: i32;
  rowStride: i32;
  planeStride: i32;
  groups: i32;
  /** Filters of a group, and how many panels of 6, then of 4, hold them. */
  groupRows: i32;
  sixes: i32;
  fours: i32;
  /** Elements of one channel of the target. */
  targetPlane: i32;
  /** Passes over the target, each with its taps; they follow this header. */
  passes: i32;
}

/** Outputs that share their taps: all of a convolution's, or those of one phase of its transpose. */
@unmanaged
export class ConvolutionPass {
  /** Taps of one group, and the address of their offsets: bytes from a run's address in the source. */
  taps: i32;
  offsets: usize;
  /** Address of the taps' places in a filter, elements from its start. */
  places: usize;
  /** Outputs, and where they lie in a channel of the target: elements. */
  rows: i32;
  columns: i32;
  origin: i32;
  rowStep: i32;
  columnStep: i32;
  /** Output rows of a block, whose patches are laid out at a time where a native library multiplies. */
  blockRows: i32;
}

/** Pass number `index` of a plan. */
// @ts-ignore: decorator
@inline
export function passOf(plan: ConvolutionPlan, index: i32): ConvolutionPass {
  const first = changetype<usize>(plan) + offsetof<ConvolutionPlan>();
  return changetype<ConvolutionPass>(first + <usize>index * offsetof<ConvolutionPass>());
}

/** A gradient behind a relu whose output was `gate`; a NaN output stays NaN instead of becoming 0. */
// @ts-ignore: decorator
@inline
export function gated<T>(gradient: v128, gate: v128): v128 {
  const zero = v128.splat<T>(0);
  return v128.bitselect(gradient, v128.mul<T>(gate, zero), v128.gt<T>(gate, zero));
}

/**
 * Copies one row between `left` zeros and zeros up to `length`; may write 3 elements past it.
 *
 * `gate` is 0, or the address of the relu's output behind which this gradient lies.
 */
// @ts-ignore: decorator
@inline
function padRow<T>(from: usize, gate: usize, width: i32, left: i32, length: i32, to: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  for (let i = 0; i < left; i++) store<T>(to + <usize>i * size, 0);
  const start = to + <usize>left * size;
  for (let i = 0; i < width; i += lanes) {
    let values = v128.load(from + <usize>i * size);
    if (gate) values = gated<T>(values, v128.load(gate + <usize>i * size));
    v128.store(start + <usize>i * size, values);
  }
  for (let i = left + width; i < length; i++) store<T>(to + <usize>i * size, 0);
}

/** The same for every `stride`-th element, the first zeros being those of column `phase`. */
// @ts-ignore: decorator
@inline
function padPhase<T>(
  from: usize, width: i32, left: i32, stride: i32, phase: i32, length: i32, to: usize,
): void {
  const size = sizeof<T>();
  let column = phase - left;
  for (let i = 0; i < length; i++) {
    const value: T = <u32>column < <u32>width ? load<T>(from + <usize>column * size) : 0;
    store<T>(to + <usize>i * size, value);
    column += stride;
  }
}

/** `padPhase` for a stride of 2: vectors of which every other element counts. */
// @ts-ignore: decorator
@inline
function padHalf<T>(from: usize, width: i32, left: i32, phase: i32, length: i32, to: usize): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  // Elements before the first column and up to the last one, if there are any.
  const first = min(max(left - phase + 1 >> 1, 0), length);
  const end = max(min(width - phase + left + 1 >> 1, length), first);
  for (let i = 0; i < first; i++) store<T>(to + <usize>i * size, 0);
  let i = first, column = phase - left + 2 * first;
  for (; i + lanes <= end && column + 2 * lanes <= width; i += lanes) {
    const at = from + <usize>column * size;
    const one = v128.load(at), other = v128.load(at, 16);
    const half = size == 4 ? i32x4.shuffle(one, other, 0, 2, 4, 6) : i64x2.shuffle(one, other, 0, 2);
    v128.store(to + <usize>i * size, half);
    column += 2 * lanes;
  }
  for (; i < end; i++) {
    store<T>(to + <usize>i * size, load<T>(from + <usize>column * size));
    column += 2;
  }
  for (; i < length; i++) store<T>(to + <usize>i * size, 0);
}

/** Lays out one image; `to` has room for all planes and one vector. A `gate` needs strides of 1. */
// @ts-ignore: decorator
@inline
export function layOut<T>(plan: ConvolutionPlan, image: usize, gate: usize, to: usize): void {
  layOutChannels<T>(plan, 0, plan.channels, image, gate, to);
}

/** Lays out the channels `first` to `end` of one image, the first of them at `to`. */
export function layOutChannels<T>(
  plan: ConvolutionPlan, first: i32, end: i32, image: usize, gate: usize, to: usize,
): void {
  const size = sizeof<T>();
  const height = plan.height, width = plan.width, length = plan.rowStride;
  const rowBytes = <usize>length * size;
  for (let c = first; c < end; c++) {
    const channel = <usize>(c * height * width) * size;
    for (let phase = 0; phase < plan.strideHeight * plan.strideWidth; phase++) {
      const phaseRow = phase / plan.strideWidth, phaseColumn = phase % plan.strideWidth;
      let target = to;
      for (let row = 0; row < plan.planeRows; row++) {
        const h = row * plan.strideHeight + phaseRow - plan.top;
        const at = channel + <usize>(h * width) * size;
        // A row outside of the image is a row of an image without columns.
        const present = <u32>h < <u32>height ? width : 0;
        if (plan.strideWidth == 1) {
          const used = min(present, length - plan.left);
          padRow<T>(image + at, gate ? gate + at : 0, used, plan.left, length, target);
        } else if (plan.strideWidth == 2) {
          padHalf<T>(image + at, present, plan.left, phaseColumn, length, target);
        } else {
          padPhase<T>(image + at, present, plan.left, plan.strideWidth, phaseColumn, length, target);
        }
        target += rowBytes;
      }
      to += <usize>plan.planeStride * size;
      // Runs at the end of the last row reach past it; what they read is multiplied by zero, so it must be finite.
      for (; target + 16 <= to; target += 16) v128.store(target, v128.splat<T>(0));
      for (; target < to; target += size) store<T>(target, 0);
    }
  }
  v128.store(to, v128.splat<T>(0));
}

/** First filter of a panel within its group. */
// @ts-ignore: decorator
@inline
export function panelStart(plan: ConvolutionPlan, panel: i32): i32 {
  return panel < plan.sixes ? 6 * panel : 2 * plan.sixes + 4 * panel;
}
