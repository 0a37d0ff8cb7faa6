import type { Shape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { type PoolingOptions, PoolingPlan } from "./_pooling_plan.ts";

export type { PoolingOptions };

/**
 * Planned maxima over windows of images: `y[n, c, r, q] = maxᵢⱼ x[n, c, r s + i - p, q s + j - p]`.
 *
 * Padding never wins. Of equal values the first in row order does, and receives the gradient; a NaN wins over
 * every number. Windows may overlap.
 *
 * @category Images
 *
 * @example The maximum of each quarter
 * ```ts
 * import { createEngine, MaximumPooling } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const pooling = new MaximumPooling({ arena, input: [1, 1, 2, 4], kernel: 2, stride: 2 });
 * const x = arena.from([1, 5, 2, 2, 3, 4, 2, 2], [1, 1, 2, 4]);
 * const y = pooling.forward(x, arena.tensor(pooling.output));
 * assertEquals([...y.data], [5, 2]);
 * const dx = pooling.gradient(arena.from([10, 20], pooling.output), arena.tensor([1, 1, 2, 4]));
 * assertEquals([...dx.data], [0, 10, 20, 0, 0, 0, 0, 0]);
 * ```
 */
export class MaximumPooling {
  /** Shape of the output for the largest batch, [N, C, OH, OW]. */
  readonly output: Shape;
  readonly #plan: PoolingPlan;
  readonly #places: number;

  /**
   * Plans a pooling.
   *
   * @param options Shapes, window and where to allocate; padding must be smaller than the kernel.
   * @throws {RangeError} When an option is out of range.
   * @throws {TypeError} When the input is not [N, C, H, W], or smaller than the window.
   */
  constructor({ label = "MaximumPooling", ...options }: PoolingOptions) {
    this.#plan = new PoolingPlan(label, options, true);
    this.output = this.#plan.output;
    this.#places = options.arena.tensor(this.output, "i32").pointer;
  }

  /**
   * The maxima of a batch; remembers where they stand.
   *
   * @param x Images, shape [N, C, H, W]; N up to the planned batch.
   * @param y Receives the maxima, shape [N, C, OH, OW].
   * @returns `y`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  forward(x: Tensor, y: Tensor): Tensor {
    this.#plan.check("forward", x, y);
    this.#plan.run("maximumPool", x.shape[0], x.pointer, y.pointer, this.#places);
    return y;
  }

  /**
   * The gradient of the images of the last `forward`.
   *
   * @param dy Gradient of the maxima, shape [N, C, OH, OW].
   * @param dx Receives the gradient, shape [N, C, H, W].
   * @returns `dx`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  gradient(dy: Tensor, dx: Tensor): Tensor {
    this.#plan.check("gradient", dx, dy);
    this.#plan.run("maximumPoolGradient", dx.shape[0], dy.pointer, this.#places, dx.pointer);
    return dx;
  }
}
