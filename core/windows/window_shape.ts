import { formatShape, type Shape } from "../types/shape.ts";

/**
 * Zeros around an image: one number for all sides, `[vertical, horizontal]`, `[top, bottom, left, right]`, or
 * `"same"` for an output of `ceil(H / stride)` rows, with the odd zero below and to the right.
 *
 * @category Images
 */
export type Padding =
  | number
  | readonly [vertical: number, horizontal: number]
  | readonly [top: number, bottom: number, left: number, right: number]
  | "same";

/**
 * A number for both axes, or `[vertical, horizontal]`.
 *
 * @category Images
 */
export type PerAxis = number | readonly [vertical: number, horizontal: number];

/**
 * How a window moves over an image.
 *
 * @category Images
 */
export interface WindowOptions {
  /** Rows and columns of the window, whole numbers of at least 1. */
  readonly kernel: PerAxis;
  /** Rows and columns from window to window, whole numbers of at least 1; default 1. */
  readonly stride?: PerAxis;
  /** Zeros around the image; default 0. */
  readonly padding?: Padding;
  /** Rows and columns of the image from tap to tap of the window, whole numbers of at least 1; default 1. */
  readonly dilation?: PerAxis;
}

/**
 * Where windows stand on images of one size.
 *
 * @category Images
 */
export interface WindowShape {
  /** Rows and columns of the image. */
  readonly image: readonly [height: number, width: number];
  /** Rows and columns of the window. */
  readonly kernel: readonly [height: number, width: number];
  /** Rows and columns from window to window. */
  readonly stride: readonly [vertical: number, horizontal: number];
  /** Rows and columns from tap to tap. */
  readonly dilation: readonly [vertical: number, horizontal: number];
  /** Zeros above, below, to the left and to the right. */
  readonly padding: readonly [top: number, bottom: number, left: number, right: number];
  /** How many windows stand below and beside each other. */
  readonly output: readonly [height: number, width: number];
}

/**
 * Where windows stand on an image: `OH = floor((H + top + bottom - EH) / stride) + 1`, and so for the width, where a
 * window covers `EH = dilation (KH - 1) + 1` rows.
 *
 * @category Images
 * @param operation Who asks, for messages.
 * @param image Rows and columns of the image, at least 1 each.
 * @param options Window, stride, padding and dilation.
 * @returns Everything per axis and side, and the number of windows.
 * @throws {RangeError} When kernel, stride, padding or dilation is out of range.
 * @throws {TypeError} When the window is larger than the padded image.
 *
 * @example A 7 by 7 window that keeps the size
 * ```ts
 * import { windowShape } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * const { padding, output } = windowShape("Example", [28, 28], { kernel: 7, padding: "same" });
 * assertEquals(padding, [3, 3, 3, 3]);
 * assertEquals(output, [28, 28]);
 * ```
 */
export function windowShape(
  operation: string,
  image: readonly [number, number],
  { kernel, stride = 1, padding = 0, dilation = 1 }: WindowOptions,
): WindowShape {
  checkWindow(operation, { kernel, stride, padding, dilation });
  const [KH, KW] = perAxis(kernel), [strideH, strideW] = perAxis(stride);
  const [dilationH, dilationW] = perAxis(dilation);
  const EH = dilationH * (KH - 1) + 1, EW = dilationW * (KW - 1) + 1;
  const [H, W] = image;
  const [top, bottom, left, right] = padding === "same"
    ? [...sameSides(H, EH, strideH), ...sameSides(W, EW, strideW)]
    : sidesOf(padding);
  const padded = [H + top + bottom, W + left + right];
  if (!(EH <= padded[0] && EW <= padded[1])) {
    throw new TypeError(
      `${operation}: expected images of at least ${EH} rows and ${EW} columns with their padding, got ${
        formatShape(padded)
      }; use a smaller kernel or more padding`,
    );
  }
  const output = [
    Math.floor((padded[0] - EH) / strideH) + 1,
    Math.floor((padded[1] - EW) / strideW) + 1,
  ] as const;
  return {
    image,
    kernel: [KH, KW],
    stride: [strideH, strideW],
    dilation: [dilationH, dilationW],
    padding: [top, bottom, left, right],
    output,
  };
}

/**
 * Checks what can be checked of a window without knowing the image.
 *
 * @category Images
 * @param operation Who asks, for messages.
 * @param options Window, stride, padding and dilation.
 * @throws {RangeError} When kernel, stride, padding or dilation is out of range.
 *
 * @example A stride of 0 would never move
 * ```ts
 * import { checkWindow } from "@descent/core";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkWindow("Example", { kernel: 3, stride: 0 }), RangeError);
 * ```
 */
export function checkWindow(
  operation: string,
  { kernel, stride = 1, padding = 0, dilation = 1 }: WindowOptions,
): void {
  checkWhole(operation, "kernel", perAxis(kernel), 1);
  checkWhole(operation, "stride", perAxis(stride), 1);
  checkWhole(operation, "dilation", perAxis(dilation), 1);
  if (padding !== "same") checkWhole(operation, "padding", sidesOf(padding), 0);
}

/**
 * A number for both axes as a pair.
 *
 * @category Images
 * @param value One number, or `[vertical, horizontal]`.
 * @returns The pair.
 *
 * @example One number stands for two
 * ```ts
 * import { perAxis } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([perAxis(3), perAxis([1, 2])], [[3, 3], [1, 2]]);
 * ```
 */
export function perAxis(value: PerAxis): readonly [number, number] {
  // Not a test for a number: of null or a text, which JavaScript lets through, comes a pair that checks refuse.
  return Array.isArray(value) ? value as [number, number] : [value as number, value as number];
}

function sidesOf(padding: Exclude<Padding, "same">): readonly [number, number, number, number] {
  if (Array.isArray(padding) && padding.length === 4) {
    return padding as [number, number, number, number];
  }
  const [vertical, horizontal] = perAxis(padding as PerAxis);
  return [vertical, vertical, horizontal, horizontal];
}

function sameSides(extent: number, kernel: number, stride: number): readonly [number, number] {
  const total = Math.max((Math.ceil(extent / stride) - 1) * stride + kernel - extent, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

function checkWhole(operation: string, option: string, values: Shape, least: number): void {
  if (values.every((value) => Number.isSafeInteger(value) && value >= least)) return;
  throw new RangeError(
    `${operation}: expected ${option} of whole numbers of at least ${least}, got ${
      formatShape(values)
    }; check the option`,
  );
}
