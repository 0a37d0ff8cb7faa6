import {
  bytesPerElement,
  type Engine,
  formatShape,
  type Padding,
  type Shape,
  type Tensor,
  windowShape,
} from "@descent/core";
import { RowViews } from "../_row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";

/** Options of {@linkcode pad2d}. */
export interface Pad2dOptions {
  /** Zeros around the image: one number for all sides, `[vertical, horizontal]` or `[top, bottom, left, right]`. */
  readonly padding: Exclude<Padding, "same">;
  /** Name within the network; default `pad2d` and its number. */
  readonly name?: string;
}

/**
 * Zeros around images: `y[n, c, top + h, left + w] = x[n, c, h, w]`, and 0 elsewhere.
 *
 * Backward: `dx[n, c, h, w] = dy[n, c, top + h, left + w]`.
 *
 * Takes [N, C, H, W] and gives [N, C, top + H + bottom, left + W + right].
 *
 * @param options Zeros at each side, and name.
 * @returns The layer.
 * @throws {RangeError} When a number of zeros is not a whole number of at least 0.
 * @throws {TypeError} When it is built for an input that is not [N, C, H, W].
 *
 * @example Images of 28 by 28 in frames of 32 by 32
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { pad2d } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = pad2d({ padding: 2 }).build([5, 1, 28, 28], {
 *   arena,
 *   dtype: "f32",
 *   random: randomStream({ seed: 1 }),
 *   path: "pad2d1",
 *   needsInputGradient: true,
 * });
 * assertEquals(built.output, [5, 1, 32, 32]);
 * ```
 */
export function pad2d({ padding, name }: Pad2dOptions): Layer {
  // One pixel with a window of one pixel: only the padding can be out of range.
  windowShape(name === undefined ? "Pad2d" : `Pad2d '${name}'`, [1, 1], { kernel: 1, padding });
  return {
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
      return new BuiltPad2d(padding, input, context);
    },
  };
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
