import {
  bytesPerElement,
  type Engine,
  formatShape,
  givenOptions,
  ImagePadding,
  type Padding,
  type RepeatMode,
  type Shape,
  type Tensor,
  windowShape,
} from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { configured } from "../_configured.ts";

/**
 * Values around an image: zeros, or the image again; see {@linkcode Pad2dOptions.mode}.
 *
 * @category Pooling and shape
 */
export type PaddingMode = "zeros" | RepeatMode;

/**
 * Options of {@linkcode pad2d}.
 *
 * @category Pooling and shape
 */
export interface Pad2dOptions {
  /** Rows and columns around the image: one number, `[vertical, horizontal]` or `[top, bottom, left, right]`. */
  readonly padding: Exclude<Padding, "same">;
  /**
   * Values of the padding: `"zeros"`, the image mirrored without its edge (`"reflect"`), as if it went round
   * (`"circular"`), or its edge (`"replicate"`); default `"zeros"`.
   */
  readonly mode?: PaddingMode;
  /** Name within the network; default `pad2d` and its number. */
  readonly name?: string;
}

/**
 * A frame around images: `y[n, c, top + h, left + w] = x[n, c, h, w]`, and 0 elsewhere, or by `mode` an element of x.
 *
 * Backward: `dx[n, c, h, w] = dy[n, c, top + h, left + w]`, and the sum over all places that repeat it.
 *
 * Takes [N, C, H, W] and gives [N, C, top + H + bottom, left + W + right].
 *
 * @category Pooling and shape
 * @param options Width of each side, mode, and name.
 * @returns The layer.
 * @throws {RangeError} When a width is not a whole number of at least 0; when it is built, also when the image is too
 * small to be mirrored, or to go round once.
 * @throws {TypeError} When the mode is none; when it is built for an input that is not [N, C, H, W].
 *
 * @example Images of 28 by 28 in frames of 32 by 32
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, pad2d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(pad2d({ padding: 2 }), [5, 1, 28, 28], { arena });
 * assertEquals(built.output, [5, 1, 32, 32]);
 * ```
 */
export function pad2d(options: Pad2dOptions): Layer {
  const { padding, mode = "zeros", name } = givenOptions("pad2d", options);
  // One pixel with a window of one pixel: only the padding can be out of range.
  const label = name === undefined ? "Pad2d" : `Pad2d '${name}'`;
  windowShape(label, [1, 1], { kernel: 1, padding });
  if (!["zeros", "reflect", "circular", "replicate"].includes(mode)) {
    throw new TypeError(
      `${label}: expected mode "zeros", "reflect", "circular" or "replicate", got "${mode}"; try "zeros"`,
    );
  }
  return configured("pad2d", { padding, mode, name }, {
    kind: "pad2d",
    name,
    build: (input, context) => {
      const [, , H, W] = input;
      if (input.length !== 4 || !(H >= 1 && W >= 1)) {
        throw new TypeError(
          `Pad2d '${context.path}': expected input [N, C, H, W] with H and W at least 1, got ${
            formatShape(input.length === 0 ? [] : ["N", ...input.slice(1)])
          }; put a reshape layer before it`,
        );
      }
      return mode === "zeros"
        ? new BuiltPad2d(padding, input, context)
        : new BuiltRepeat(mode, padding, input, context);
    },
  });
}

class BuiltPad2d implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #engine: Engine;
  readonly #channels: number;
  readonly #rows: number;
  /** Bytes of a row, of a padded row, of a padded image, and of what lies before the image in it. */
  readonly #rowBytes: number;
  readonly #paddedRowBytes: number;
  readonly #paddedBytes: number;
  readonly #offset: number;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;

  constructor(
    padding: Pad2dOptions["padding"],
    input: Shape,
    { arena, dtype, path, needsInputGradient }: BuildContext,
  ) {
    const [N, C, H, W] = input;
    const { padding: [top, , left], output } = windowShape(`Pad2d '${path}'`, [H, W], {
      kernel: 1,
      padding,
    });
    const size = bytesPerElement[dtype];
    this.output = [N, C, ...output];
    this.#engine = arena.engine;
    this.#channels = C;
    this.#rows = H;
    this.#rowBytes = W * size;
    this.#paddedRowBytes = output[1] * size;
    this.#paddedBytes = output[0] * this.#paddedRowBytes;
    this.#offset = top * this.#paddedRowBytes + left * size;
    // Its zeros are never written to, so they stay from step to step.
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    const y = this.#outputs.first(x.shape[0]);
    const images = x.shape[0] * this.#channels;
    const { copyRows } = this.#engine.kernels.shared;
    let from = x.pointer, to = y.pointer + this.#offset;
    for (let image = 0; image < images; image++) {
      copyRows(this.#rows, this.#rowBytes, from, this.#rowBytes, to, this.#paddedRowBytes);
      from += this.#rows * this.#rowBytes;
      to += this.#paddedBytes;
    }
    return y;
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    if (dx === undefined) return undefined;
    const images = dy.shape[0] * this.#channels;
    const { copyRows } = this.#engine.kernels.shared;
    let from = dy.pointer + this.#offset, to = dx.pointer;
    for (let image = 0; image < images; image++) {
      copyRows(this.#rows, this.#rowBytes, from, this.#paddedRowBytes, to, this.#rowBytes);
      from += this.#paddedBytes;
      to += this.#rows * this.#rowBytes;
    }
    return dx;
  }
}

class BuiltRepeat implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #frame: ImagePadding;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;

  constructor(
    mode: RepeatMode,
    padding: Pad2dOptions["padding"],
    input: Shape,
    { arena, dtype, path, needsInputGradient }: BuildContext,
  ) {
    const label = `Pad2d '${path}'`, [, , H, W] = input;
    const sides = windowShape(label, [H, W], { kernel: 1, padding }).padding;
    this.#frame = new ImagePadding({ arena, dtype, input, padding: sides, mode, label });
    this.output = this.#frame.output;
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    return this.#frame.forward(x, this.#outputs.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    return dx === undefined ? undefined : this.#frame.gradient(dy, dx);
  }
}
