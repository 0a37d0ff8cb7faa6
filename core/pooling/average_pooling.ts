import type { Shape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { type PoolingOptions, PoolingPlan } from "./_pooling_plan.ts";

/**
 * Options of an average pooling.
 *
 * @category Images
 */
export interface AveragePoolingOptions extends PoolingOptions {
  /**
   * Whether padding counts in the divisor; default true, but false for a padding of `"same"`, as in TensorFlow, Keras
   * and ONNX.
   */
  readonly countIncludePad?: boolean;
}

/**
 * Planned averages over windows of images: `y[n, c, r, q] = Σᵢⱼ x[n, c, r s + i - p, q s + j - p] / m`, where m is
 * `KH KW`, or the number of the window's elements that lie inside of the image when padding does not count.
 *
 * Windows may overlap. Those of more than 64 elements are added in double precision, in blocks and pairs.
 *
 * @category Images
 *
 * @example The average of each half
 * ```ts
 * import { AveragePooling, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const pooling = new AveragePooling({ arena, input: [1, 1, 2, 4], kernel: 2, stride: 2 });
 * const x = arena.from([1, 5, 2, 2, 3, 3, 2, 2], [1, 1, 2, 4]);
 * const y = pooling.forward(x, arena.tensor(pooling.output));
 * assertEquals([...y.data], [3, 2]);
 * ```
 */
export class AveragePooling {
  /** Shape of the output for the largest batch, [N, C, OH, OW]. */
  readonly output: Shape;
  readonly #plan: PoolingPlan;

  /**
   * Plans a pooling.
   *
   * @param options Shapes, window, divisor and where to allocate; padding must be smaller than the kernel.
   * @throws {RangeError} When an option is out of range.
   * @throws {TypeError} When the input is not [N, C, H, W], or smaller than the window.
   */
  constructor(
    {
      label = "AveragePooling",
      countIncludePad,
      ...options
    }: AveragePoolingOptions,
  ) {
    const counts = countIncludePad ?? options.padding !== "same";
    this.#plan = new PoolingPlan(label, options, counts);
    this.output = this.#plan.output;
  }

  /**
   * The averages of a batch.
   *
   * @param x Images, shape [N, C, H, W]; N up to the planned batch.
   * @param y Receives the averages, shape [N, C, OH, OW].
   * @returns `y`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  forward(x: Tensor, y: Tensor): Tensor {
    this.#plan.check("forward", x, y);
    this.#plan.run("averagePool", x.shape[0], x.pointer, y.pointer);
    return y;
  }

  /**
   * The gradient of the images.
   *
   * @param dy Gradient of the averages, shape [N, C, OH, OW].
   * @param dx Receives the gradient, shape [N, C, H, W].
   * @returns `dx`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  gradient(dy: Tensor, dx: Tensor): Tensor {
    this.#plan.check("gradient", dx, dy);
    this.#plan.run("averagePoolGradient", dx.shape[0], dy.pointer, dx.pointer);
    return dx;
  }
}
