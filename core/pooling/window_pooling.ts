import { splitItems } from "../memory/split_items.ts";
import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import { formatShape, type Shape, sizeOf } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import type { AxisWindow } from "./axis_window.ts";

/**
 * Options of {@linkcode WindowPooling}.
 *
 * @category Images
 */
export interface WindowPoolingOptions {
  /** Where tables are allocated. */
  readonly arena: Arena;
  /** Element type of all tensors; default `"f32"`. */
  readonly dtype?: DType;
  /** Shape of the largest batch of images, [N, C, H, W]. */
  readonly input: Shape;
  /** The rows of each row of the output, and the columns of each column, at least one tap each. */
  readonly windows: readonly [vertical: readonly AxisWindow[], horizontal: readonly AxisWindow[]];
  /** Whether the largest element of a window is taken, or their average. */
  readonly take: "maximum" | "average";
  /** Rows and columns of the image from tap to tap; default 1. */
  readonly dilation?: readonly [vertical: number, horizontal: number];
  /** Divisor of sums for averages, at least 1; default the number of elements that count. */
  readonly divisor?: number | undefined;
  /** Who asks, for messages; default `WindowPooling`. */
  readonly label?: string;
}

/**
 * Planned maxima or averages over windows that are given one by one for each axis, such as dilated ones or those that
 * cover an image evenly.
 *
 * As in `MaximumPooling` the first of equal maxima receives the gradient, and a NaN wins over every number. Averages are
 * added up in f64.
 *
 * @category Images
 *
 * @example Averages of two halves that share the middle
 * ```ts
 * import { adaptiveWindows, createEngine, WindowPooling } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const windows = [adaptiveWindows(1, 1), adaptiveWindows(3, 2)] as const;
 * const pooling = new WindowPooling({ arena, input: [1, 1, 1, 3], windows, take: "average" });
 * const y = pooling.forward(arena.from([1, 3, 9], [1, 1, 1, 3]), arena.tensor(pooling.output));
 * assertEquals([...y.data], [2, 6]);
 * ```
 */
export class WindowPooling {
  /** Shape of the output for the largest batch, [N, C, OH, OW]. */
  readonly output: Shape;
  readonly #input: Shape;
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #label: string;
  readonly #tables: number;
  /** Where the maxima stand; undefined for averages. */
  readonly #places: number | undefined;

  /**
   * Plans a pooling.
   *
   * @param options Shapes, windows and where to allocate.
   * @throws {TypeError} When the input is not [N, C, H, W], or there are no windows.
   * @throws {RangeError} When a window has no tap inside of the image.
   */
  constructor(
    {
      arena,
      dtype = "f32",
      input,
      windows: [vertical, horizontal],
      take,
      dilation: [down, across] = [1, 1],
      divisor = 0,
      label = "WindowPooling",
    }: WindowPoolingOptions,
  ) {
    const [N, C, H, W] = input;
    if (input.length !== 4 || vertical.length === 0 || horizontal.length === 0) {
      throw new TypeError(
        `${label}: expected input [N, C, H, W] with H and W of at least a window, got ${
          formatShape(input)
        }; use a smaller kernel or more padding`,
      );
    }
    if ([...vertical, ...horizontal].some(({ taps }) => taps < 1)) {
      throw new RangeError(
        `${label}: expected windows that reach into the image, got one that lies in the padding alone; use less padding`,
      );
    }
    const rows = vertical.length, columns = horizontal.length;
    this.output = [N, C, rows, columns];
    this.#input = input;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.#label = label;
    const words = arena.tensor([9 + 3 * (rows + columns)], "i32");
    const entries = (axis: readonly AxisWindow[]) =>
      axis.flatMap(({ start, taps, count }) => [start, taps, count]);
    const table = words.pointer + 4 * 9;
    // deno-fmt-ignore
    words.data.set([
      H, W, rows, columns, down, across, divisor, table, table + 4 * 3 * rows,
      ...entries(vertical), ...entries(horizontal),
    ]);
    this.#tables = words.pointer;
    if (take === "maximum") this.#places = arena.tensor(this.output, "i32").pointer;
  }

  /**
   * The maxima or averages of a batch; remembers where maxima stand.
   *
   * @param x Images, shape [N, C, H, W]; N up to the planned batch.
   * @param y Receives the result, shape [N, C, OH, OW].
   * @returns `y`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  forward(x: Tensor, y: Tensor): Tensor {
    this.#check("forward", x, y);
    if (this.#places === undefined) this.#run("averageOfWindows", x, x.pointer, y.pointer);
    else this.#run("maximumOfWindows", x, x.pointer, y.pointer, this.#places);
    return y;
  }

  /**
   * The gradient of the images of the last `forward`.
   *
   * @param dy Gradient of the result, shape [N, C, OH, OW].
   * @param dx Receives the gradient, shape [N, C, H, W].
   * @returns `dx`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  gradient(dy: Tensor, dx: Tensor): Tensor {
    this.#check("gradient", dx, dy);
    if (this.#places === undefined) {
      this.#run("averageOfWindowsGradient", dx, dy.pointer, dx.pointer);
    } else {
      this.#run("maximumOfWindowsGradient", dx, dy.pointer, this.#places, dx.pointer);
    }
    return dx;
  }

  #run(
    name:
      | "averageOfWindows"
      | "averageOfWindowsGradient"
      | "maximumOfWindows"
      | "maximumOfWindowsGradient",
    images: Tensor,
    ...rest: readonly number[]
  ): void {
    const planes = images.shape[0] * this.#input[1];
    const elements = images.size + images.shape[0] * sizeOf(this.output.slice(1));
    splitItems(this.#engine, this.#dtype, name, planes, elements, this.#tables, ...rest);
  }

  #check(operation: string, x: Tensor, y: Tensor): void {
    const N = x.shape[0];
    if (N <= this.#input[0] && this.#fits(x, N, this.#input) && this.#fits(y, N, this.output)) {
      return;
    }
    throw new TypeError(
      `${this.#label}.${operation}: expected ${this.#dtype} images ${
        formatShape(["N", ...this.#input.slice(1)])
      } and outputs ${formatShape(["N", ...this.output.slice(1)])} with N up to ${
        this.#input[0]
      }, got ${x.dtype} ${formatShape(x.shape)} and ${y.dtype} ${
        formatShape(y.shape)
      }; check what the pooling was planned for`,
    );
  }

  #fits(tensor: Tensor, N: number, planned: Shape): boolean {
    let fits = tensor.dtype === this.#dtype && tensor.shape.length === 4 && tensor.shape[0] === N;
    for (let axis = 1; axis < 4; axis++) fits &&= tensor.shape[axis] === planned[axis];
    return fits;
  }
}
