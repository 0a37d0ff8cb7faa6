/**
 * A window on one axis of an image.
 *
 * @category Images
 */
export interface AxisWindow {
  /** The first tap that lies inside of the image. */
  readonly start: number;
  /** How many taps do. */
  readonly taps: number;
  /** How many count in the divisor of an average. */
  readonly count: number;
}

/**
 * How windows slide along one axis.
 *
 * @category Images
 */
export interface SlidingWindows {
  /** Taps of a window, at least 1. */
  readonly kernel: number;
  /** Elements from window to window, at least 1. */
  readonly stride: number;
  /** Zeros before and after the image. */
  readonly padding: readonly [before: number, after: number];
  /** Elements from tap to tap, at least 1; default 1. */
  readonly dilation?: number;
  /** Whether a last window may reach past the padding, if it begins before that; default false. */
  readonly ceilMode?: boolean;
  /** Whether padding counts; default true. What lies past the padding never does. */
  readonly countIncludePad?: boolean;
}

/**
 * Windows that slide along an axis: as many as fit, `floor((H + before + after − E) / stride) + 1` with
 * `E = dilation (kernel − 1) + 1`, or with `ceilMode` one more for what is left over.
 *
 * @category Images
 * @param extent Elements of the axis, H, at least 1.
 * @param windows Kernel, stride, padding, dilation, and what counts.
 * @returns The windows; none when not even the first one fits.
 *
 * @example The last of three windows reaches past the end
 * ```ts
 * import { slidingWindows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * const windows = slidingWindows(5, { kernel: 2, stride: 2, padding: [0, 0], ceilMode: true });
 * assertEquals(windows.map(({ start, taps }) => [start, taps]), [[0, 2], [2, 2], [4, 1]]);
 * ```
 *
 * @see PyTorch's `MaxPool2d` and `AvgPool2d`, whose rules these are
 */
export function slidingWindows(
  extent: number,
  {
    kernel,
    stride,
    padding: [before, after],
    dilation = 1,
    ceilMode = false,
    countIncludePad = true,
  }: SlidingWindows,
): AxisWindow[] {
  const free = extent + before + after - dilation * (kernel - 1) - 1;
  if (free < 0) return [];
  let count = (ceilMode ? Math.ceil(free / stride) : Math.floor(free / stride)) + 1;
  if ((count - 1) * stride >= extent + before) count--;
  return Array.from({ length: count }, (_, index) => {
    const first = index * stride - before;
    const skipped = Math.max(0, Math.ceil(-first / dilation));
    const start = first + skipped * dilation;
    const taps = Math.max(0, Math.min(kernel - skipped, Math.ceil((extent - start) / dilation)));
    const padded = Math.min(kernel, Math.ceil((extent + after - first) / dilation));
    return { start, taps, count: countIncludePad ? padded : taps };
  });
}

/**
 * Windows that cover an axis evenly, whatever its extent: number i of n goes from `floor(i H / n)` to
 * `ceil((i + 1) H / n)`.
 *
 * @category Images
 * @param extent Elements of the axis, H, at least 1.
 * @param count Number of windows, n, at least 1.
 * @returns The windows; neighbours may overlap.
 *
 * @example Three windows on seven elements
 * ```ts
 * import { adaptiveWindows } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * const windows = adaptiveWindows(7, 3);
 * assertEquals(windows.map(({ start, taps }) => [start, taps]), [[0, 3], [2, 3], [4, 3]]);
 * ```
 */
export function adaptiveWindows(extent: number, count: number): AxisWindow[] {
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor(index * extent / count);
    const taps = Math.ceil((index + 1) * extent / count) - start;
    return { start, taps, count: taps };
  });
}
