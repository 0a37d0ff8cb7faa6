import { splitItems } from "./memory/split_items.ts";
import type { Arena } from "./memory/arena.ts";
import type { DType } from "./types/dtype.ts";
import type { Engine } from "./memory/engine.ts";
import { formatShape, type Shape } from "./types/shape.ts";
import type { Tensor } from "./memory/tensor.ts";

/**
 * How a frame repeats an image: mirrored at its outermost rows and columns, which are not repeated (`"reflect"`), as if
 * it went round (`"circular"`), or by its outermost rows and columns (`"replicate"`).
 *
 * @category Images
 */
export type RepeatMode = "reflect" | "circular" | "replicate";

/**
 * Options of {@linkcode ImagePadding}.
 *
 * @category Images
 */
export interface ImagePaddingOptions {
  /** Where tables are allocated. */
  readonly arena: Arena;
  /** Element type of all tensors; default `"f32"`. */
  readonly dtype?: DType;
  /** Shape of the largest batch of images, [N, C, H, W]. */
  readonly input: Shape;
  /** Rows and columns at each side, at least 0. */
  readonly padding: readonly [top: number, bottom: number, left: number, right: number];
  /** How the frame repeats the image. */
  readonly mode: RepeatMode;
  /** Who asks, for messages; default `ImagePadding`. */
  readonly label?: string;
}

/**
 * Planned frames around images that repeat them: `y[n, c, r, q] = x[n, c, h(r), w(q)]`.
 *
 * @category Images
 *
 * @example A row mirrored at both ends
 * ```ts
 * import { createEngine, ImagePadding } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const input = [1, 1, 1, 3], padding = [0, 0, 2, 1] as const;
 * const frame = new ImagePadding({ arena, input, padding, mode: "reflect" });
 * const y = frame.forward(arena.from([1, 2, 3], input), arena.tensor(frame.output));
 * assertEquals([...y.data], [3, 2, 1, 2, 3, 2]);
 * ```
 */
export class ImagePadding {
  /** Shape of the output for the largest batch, [N, C, top + H + bottom, left + W + right]. */
  readonly output: Shape;
  readonly #input: Shape;
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #label: string;
  readonly #rowOf: number;
  readonly #columnOf: number;

  /**
   * Plans a padding.
   *
   * @param options Shape, sides, mode and where to allocate.
   * @throws {RangeError} When the image is too small to be repeated like this.
   * @throws {TypeError} When the input is not [N, C, H, W].
   */
  constructor(
    { arena, dtype = "f32", input, padding, mode, label = "ImagePadding" }: ImagePaddingOptions,
  ) {
    const [N, C, H, W] = input, [top, bottom, left, right] = padding;
    if (input.length !== 4 || !(H >= 1 && W >= 1)) {
      throw new TypeError(
        `${label}: expected input [N, C, H, W] with H and W of at least 1, got ${
          formatShape(input)
        }; reshape it to images`,
      );
    }
    const most = (extent: number) =>
      mode === "replicate" ? Infinity : mode === "reflect" ? extent - 1 : extent;
    if (Math.max(top, bottom) > most(H) || Math.max(left, right) > most(W)) {
      throw new RangeError(
        `${label}: expected a "${mode}" padding of at most ${most(H)} rows and ${
          most(W)
        } columns, got ${formatShape(padding)}; use less, or "replicate"`,
      );
    }
    this.output = [N, C, top + H + bottom, left + W + right];
    this.#input = input;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#label = label;
    const tableOf = (extent: number, before: number, total: number) => {
      const table = arena.tensor([total], "i32");
      for (let i = 0; i < total; i++) table.data[i] = sourceOf(i - before, extent, mode);
      return table.pointer;
    };
    this.#rowOf = tableOf(H, top, this.output[2]);
    this.#columnOf = tableOf(W, left, this.output[3]);
  }

  /**
   * The padded images of a batch.
   *
   * @param x Images, shape [N, C, H, W]; N up to the planned batch.
   * @param y Receives the padded images.
   * @returns `y`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  forward(x: Tensor, y: Tensor): Tensor {
    this.#run("padImages", x, y, x.pointer, y.pointer);
    return y;
  }

  /**
   * The gradient of the images: `dx[n, c, h, w] = Σ dy[n, c, r, q]` over all r and q that repeat it.
   *
   * @param dy Gradient of the padded images.
   * @param dx Receives the gradient, shape [N, C, H, W].
   * @returns `dx`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  gradient(dy: Tensor, dx: Tensor): Tensor {
    this.#run("padImagesGradient", dx, dy, dy.pointer, dx.pointer);
    return dx;
  }

  #run(
    name: "padImages" | "padImagesGradient",
    images: Tensor,
    padded: Tensor,
    from: number,
    to: number,
  ): void {
    const [largest, C, H, W] = this.#input, [, , rows, columns] = this.output;
    const N = images.shape[0];
    const fits = (tensor: Tensor, height: number, width: number) =>
      tensor.dtype === this.#dtype && tensor.shape.length === 4 && tensor.shape[0] === N &&
      tensor.shape[1] === C && tensor.shape[2] === height && tensor.shape[3] === width;
    if (!(N <= largest && fits(images, H, W) && fits(padded, rows, columns))) {
      throw new TypeError(
        `${this.#label}: expected ${this.#dtype} images ${
          formatShape(["N", C, H, W])
        } and padded ones ${
          formatShape(["N", C, rows, columns])
        } with N up to ${largest}, got ${images.dtype} ${
          formatShape(images.shape)
        } and ${padded.dtype} ${formatShape(padded.shape)}; check what the padding was planned for`,
      );
    }
    // deno-fmt-ignore
    splitItems(
      this.#engine, this.#dtype, name, N * C, padded.size,
      H, W, rows, columns, this.#rowOf, this.#columnOf, from, to,
    );
  }
}

/** The element that stands at a place outside of an axis, or inside. */
function sourceOf(place: number, extent: number, mode: RepeatMode): number {
  if (mode === "replicate") return Math.max(0, Math.min(extent - 1, place));
  if (mode === "circular") return (place + extent) % extent;
  const mirrored = Math.abs(place);
  return mirrored < extent ? mirrored : 2 * (extent - 1) - mirrored;
}
