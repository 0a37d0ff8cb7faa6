import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import { formatShape, type Shape, sizeOf } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { type WindowOptions, type WindowShape, windowShape } from "../windows/window_shape.ts";
import { forwardPlan } from "./_forward_plan.ts";
import { allPlanes, type ImageLayout, type ImageLayouts } from "../types/image_layout.ts";
import type { Plan } from "./_plan.ts";
import { chooseProducts } from "./_choose_products.ts";
import type { ConvolutionProducts } from "./_convolution_products.ts";
import { transposedPlan } from "./_transposed_plan.ts";

/**
 * Options of {@linkcode Convolution}.
 *
 * @category Images
 */
export interface ConvolutionOptions extends WindowOptions {
  /** Where tables and scratch memory are allocated. */
  readonly arena: Arena;
  /** Element type of all tensors; default `"f32"`. */
  readonly dtype?: DType;
  /** Shape of the largest batch of images, [N, C, H, W]. */
  readonly input: Shape;
  /** Number of filters, that is of channels of the output. */
  readonly filters: number;
  /** Groups of channels that are convolved apart, a divisor of both numbers of channels; default 1. */
  readonly groups?: number;
  /**
   * How images lie, and how outputs may lie where the library that convolves has them so; default in planes. Blocks go
   * with oneDNN, f32 and a multiple of 16 channels, and in blocks there is no bias.
   */
  readonly layouts?: ImageLayouts;
  /** Who asks, for messages; default `Convolution`. */
  readonly label?: string;
}

const none = 0;

/**
 * A planned convolution of images: `y[n, f, r, q] = Σ w[f, c, i, j] x[n, c, r s + i d - p, q s + j d - p] + b[f]`.
 *
 * The three products that training needs, none of which builds a matrix of patches. Results are bitwise the
 * same for any number of threads.
 *
 * @category Images
 *
 * @example A sum over 2 by 2 windows
 * ```ts
 * import { Convolution, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const convolution = new Convolution({ arena, input: [1, 1, 2, 3], filters: 1, kernel: 2 });
 * const x = arena.from([1, 2, 3, 4, 5, 6], [1, 1, 2, 3]);
 * const weight = arena.from([1, 1, 1, 1], [1, 1, 2, 2]);
 * const y = convolution.forward(x, weight, undefined, arena.tensor(convolution.output));
 * assertEquals([...y.data], [12, 16]);
 * ```
 */
export class Convolution {
  /** Shape of the largest batch of images, [N, C, H, W]. */
  readonly input: Shape;
  /** Shape of the output for that batch, [N, F, OH, OW]. */
  readonly output: Shape;
  /** Shape of the weight, [F, C / groups, KH, KW]. */
  readonly weight: Shape;
  /** Kernel, stride, dilation and padding per axis and side. */
  readonly window: WindowShape;
  /** How images and outputs lie, with their gradients. */
  readonly layouts: ImageLayouts;
  readonly #label: string;
  readonly #dtype: DType;
  readonly #engine: Engine;
  readonly #forward: Plan;
  readonly #transposed: Plan;
  readonly #products: ConvolutionProducts;
  /** Multiplications of one image. */
  readonly #imageProducts: number;

  /**
   * Plans a convolution.
   *
   * @param options Shapes, window and where to allocate.
   * @throws {RangeError} When an option is out of range.
   * @throws {TypeError} When the input is not [N, C, H, W], or smaller than the window.
   */
  constructor(
    {
      arena,
      dtype = "f32",
      input,
      filters,
      groups = 1,
      layouts = allPlanes,
      label = "Convolution",
      ...window
    }: ConvolutionOptions,
  ) {
    const [N, C, H, W] = input;
    if (input.length !== 4 || [C, H, W].some((extent) => extent === 0)) {
      throw new TypeError(
        `${label}: expected input [N, C, H, W] with C, H and W of at least 1, got ${
          formatShape(input)
        }; reshape it to images`,
      );
    }
    checkGroups(label, C, filters, groups);
    this.#label = label;
    this.#dtype = dtype;
    this.#engine = arena.engine;
    this.window = windowShape(label, [H, W], window);
    this.input = input;
    this.output = [N, filters, ...this.window.output];
    this.weight = [filters, C / groups, ...this.window.kernel];
    this.#imageProducts = sizeOf(this.window.output) * sizeOf(this.weight);
    const shape = { window: this.window, channels: C, filters, groups, layouts };
    this.#forward = forwardPlan(arena, dtype, shape);
    this.#transposed = transposedPlan(arena, dtype, shape);
    this.#products = chooseProducts({
      arena,
      dtype,
      batch: N,
      output: this.window.output,
      shape,
      imageProducts: this.#imageProducts,
      forward: this.#forward,
      transposed: this.#transposed,
    });
    this.layouts = this.#products.layouts ?? allPlanes;
  }

  /**
   * The convolution of a batch.
   *
   * @param x Images, shape [N, C, H, W]; N up to the planned batch.
   * @param weight Filters, shape [F, C / groups, KH, KW].
   * @param bias Added to each channel of the output, shape [F]; undefined for none.
   * @param y Receives the output, shape [N, F, OH, OW].
   * @param activation `"relu"` to store `max(y, 0)`.
   * @returns `y`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  forward(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | undefined,
    y: Tensor,
    activation?: "relu",
  ): Tensor {
    this.#check("forward", x, weight, y, bias);
    this.#run(this.#forward, x, none, weight, bias?.pointer ?? none, activation === "relu", y);
    return y;
  }

  /**
   * The gradient of the images, `dx[n, c, h, w] = Σ w[f, c, i, j] dy[n, f, r, q]` where `h = r s + i d - p`.
   *
   * With a bias this is the transposed convolution, which turns small images into large ones.
   *
   * @param dy Gradient of the output, shape [N, F, OH, OW].
   * @param weight Filters, shape [F, C / groups, KH, KW].
   * @param bias Added to each channel of the result, shape [C]; undefined for none.
   * @param dx Receives the gradient, shape [N, C, H, W].
   * @param activated The output, when `forward` applied relu to it; `dy` then counts where it is above 0.
   * @returns `dx`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  transposed(
    dy: Tensor,
    weight: Tensor,
    bias: Tensor | undefined,
    dx: Tensor,
    activated?: Tensor,
  ): Tensor {
    this.#check("transposed", dx, weight, dy, undefined, activated);
    if (bias !== undefined) {
      this.#checkVector("transposed", this.input[1], bias);
      this.#checkPlanes("transposed", this.layouts.input);
    }
    const gate = activated?.pointer ?? none;
    this.#run(this.#transposed, dy, gate, weight, bias?.pointer ?? none, false, dx);
    return dx;
  }

  /**
   * The gradients of filters and bias: `dw[f, c, i, j] = Σ dy[n, f, r, q] x[n, c, r s + i d - p, q s + j d - p]` and
   * `db[f] = Σ dy[n, f, r, q]`.
   *
   * @param x Images, shape [N, C, H, W].
   * @param dy Gradient of the output, shape [N, F, OH, OW].
   * @param weightGradient Receives dw, shape [F, C / groups, KH, KW].
   * @param biasGradient Receives db, shape [F]; undefined when there is no bias.
   * @param activated The output, when `forward` applied relu to it; `dy` then counts where it is above 0.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  gradient(
    x: Tensor,
    dy: Tensor,
    weightGradient: Tensor,
    biasGradient: Tensor | undefined,
    activated?: Tensor,
  ): void {
    this.#check("gradient", x, weightGradient, dy, biasGradient, activated);
    this.#engine.operations += 2 * x.shape[0] * this.#imageProducts;
    this.#products.gradient(
      x.shape[0],
      x.pointer,
      dy.pointer,
      activated?.pointer ?? none,
      weightGradient.pointer,
      biasGradient?.pointer ?? none,
    );
  }

  /**
   * The gradients of images, filters and bias, as {@linkcode Convolution.gradient} and
   * {@linkcode Convolution.transposed} give them; a native library reads `dy` once for both.
   *
   * @param x Images, shape [N, C, H, W].
   * @param dy Gradient of the output, shape [N, F, OH, OW].
   * @param weight Filters, shape [F, C / groups, KH, KW].
   * @param dx Receives the gradient of the images, shape [N, C, H, W].
   * @param weightGradient Receives that of the filters, shape [F, C / groups, KH, KW].
   * @param biasGradient Receives that of the bias, shape [F]; undefined when there is no bias.
   * @param activated The output, when `forward` applied relu to it; `dy` then counts where it is above 0.
   * @returns `dx`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  backward(
    x: Tensor,
    dy: Tensor,
    weight: Tensor,
    dx: Tensor,
    weightGradient: Tensor,
    biasGradient: Tensor | undefined,
    activated?: Tensor,
  ): Tensor {
    if (this.#products.backward === undefined) {
      this.gradient(x, dy, weightGradient, biasGradient, activated);
      return this.transposed(dy, weight, undefined, dx, activated);
    }
    this.#check("backward", x, weightGradient, dy, biasGradient, activated);
    this.#check("backward", dx, weight, dy);
    this.#engine.operations += 4 * x.shape[0] * this.#imageProducts;
    this.#products.backward(
      x.shape[0],
      x.pointer,
      dy.pointer,
      activated?.pointer ?? none,
      weight.pointer,
      dx.pointer,
      weightGradient.pointer,
      biasGradient?.pointer ?? none,
    );
    return dx;
  }

  #run(
    plan: Plan,
    source: Tensor,
    gate: number,
    weight: Tensor,
    bias: number,
    relu: boolean,
    target: Tensor,
  ): void {
    const N = source.shape[0];
    this.#engine.operations += 2 * N * this.#imageProducts;
    this.#products.convolve(
      plan,
      N,
      source.pointer,
      gate,
      weight.pointer,
      bias,
      relu ? 1 : 0,
      target.pointer,
    );
  }

  #check(
    operation: string,
    x: Tensor,
    weight: Tensor,
    y: Tensor,
    bias?: Tensor,
    activated?: Tensor,
  ): void {
    const N = x.shape[0];
    if (!(N <= this.input[0])) {
      throw new TypeError(
        `${this.#label}.${operation}: expected a batch of at most ${this.input[0]} images, got ${
          formatShape(x.shape)
        }; plan for the largest batch`,
      );
    }
    this.#checkShape(operation, "images", N, this.input, x);
    this.#checkShape(operation, "an output", N, this.output, y);
    this.#checkShape(operation, "a weight", this.weight[0], this.weight, weight);
    if (bias !== undefined) {
      this.#checkVector(operation, this.output[1], bias);
      this.#checkPlanes(operation, this.layouts.output);
    }
    if (activated !== undefined) {
      this.#checkShape(operation, "an activated output", N, this.output, activated);
    }
  }

  #checkPlanes(operation: string, layout: ImageLayout): void {
    if (layout === "planes") return;
    throw new TypeError(
      `${this.#label}.${operation}: expected no bias beside channels in blocks, got one; leave the output in planes`,
    );
  }

  #checkVector(operation: string, extent: number, got: Tensor): void {
    if (got.shape.length === 1 && got.shape[0] === extent && got.dtype === this.#dtype) return;
    throw this.#mismatch(operation, "a bias", [extent], got);
  }

  /** Compares extents one by one: a training step allocates nothing. */
  #checkShape(operation: string, what: string, first: number, wanted: Shape, got: Tensor): void {
    let fits = got.shape.length === wanted.length && got.shape[0] === first &&
      got.dtype === this.#dtype;
    for (let axis = 1; axis < wanted.length; axis++) fits &&= got.shape[axis] === wanted[axis];
    if (!fits) throw this.#mismatch(operation, what, [first, ...wanted.slice(1)], got);
  }

  #mismatch(operation: string, what: string, wanted: Shape, got: Tensor): TypeError {
    return new TypeError(
      `${this.#label}.${operation}: expected ${what} ${this.#dtype} ${
        formatShape(wanted)
      }, got ${got.dtype} ${formatShape(got.shape)}; check what the convolution was planned for`,
    );
  }
}

function checkGroups(label: string, channels: number, filters: number, groups: number): void {
  if (!(Number.isSafeInteger(filters) && filters >= 1)) {
    throw new RangeError(
      `${label}: expected filters to be a whole number of at least 1, got ${filters}; give the number of channels of the output`,
    );
  }
  if (
    !(Number.isSafeInteger(groups) && groups >= 1 && channels % groups === 0 &&
      filters % groups === 0)
  ) {
    throw new RangeError(
      `${label}: expected groups to divide ${channels} channels and ${filters} filters, got ${groups}; use a common divisor`,
    );
  }
}
