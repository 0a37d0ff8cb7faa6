import { splitItems } from "../memory/split_items.ts";
import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { DTypeKernels } from "../kernels/kernels_generated.ts";
import { formatShape, type Shape, sizeOf } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { blockChannels, type ImageLayout } from "../types/image_layout.ts";
import { BlockNormalization } from "./_block_normalization.ts";

/**
 * Options of {@linkcode Normalization}.
 *
 * @category Normalization and dropout
 */
export interface NormalizationOptions {
  /** Where statistics are allocated. */
  readonly arena: Arena;
  /** Element type of all tensors; default `"f32"`. */
  readonly dtype?: DType;
  /** Shape of the largest batch, [N, C] or [N, C, ...]; what follows C counts as one axis S. */
  readonly input: Shape;
  /**
   * `"batch"` for one mean and standard deviation of each channel, over N and S; or a number of groups of channels, a
   * divisor of C, for one of each example and group.
   */
  readonly over: "batch" | number;
  /** How the channels of images lie; default in planes. In blocks goes over the batch, with a multiple of 16 channels. */
  readonly layout?: ImageLayout;
}

/** Examples whose sums kernels add in order; those of more are added in pairs, each half of them apart. */
const blockExamples = 64;

/**
 * Planned normalization: `y = x̂ g + b` with `x̂ = (x − μ) / √(σ² + ε)`, gain g and bias b of each channel.
 *
 * Over the batch μ and σ² are those of a channel; in groups, those of an example and group of channels. With
 * one group and nothing after C that is layer normalization.
 *
 * @category Normalization and dropout
 *
 * @example Normalize two features over three examples
 * ```ts
 * import { createEngine, Normalization } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const normalization = new Normalization({ arena, input: [3, 2], over: "batch" });
 * normalization.measure(arena.from([1, 10, 2, 10, 3, 10], [3, 2]), 1e-5);
 * assertEquals([...normalization.mean.data], [2, 10]);
 * assertEquals([...normalization.variance.data], [2 / 3, 0]);
 * ```
 */
export class Normalization {
  /** Mean μ of each set of elements: [C] over the batch, [N · groups] in groups; f64 for any element type. */
  readonly mean: Tensor<"f64">;
  /** Variance σ² of each set, the mean squared deviation. */
  readonly variance: Tensor<"f64">;
  /** `1 / √(σ² + ε)` of each set; with the mean, what `apply` and the gradients go by. */
  readonly inverseDeviation: Tensor<"f64">;
  readonly #engine: Engine;
  readonly #dtype: DType;
  readonly #input: Shape;
  readonly #C: number;
  readonly #S: number;
  /** As kernels have it: 0 over the batch. */
  readonly #groups: number;
  /** Address of the plan, see core/kernels/assembly/normalization_plan.ts. */
  readonly #plan: number;
  readonly #blocks: BlockNormalization | undefined;

  /**
   * Plans a normalization.
   *
   * @param options Shape, what it goes over and where to allocate.
   * @throws {TypeError} When the input is not [N, C, ...].
   * @throws {RangeError} When the number of groups does not divide C.
   */
  constructor(
    { arena, dtype = "f32", input, over, layout = "planes" }: NormalizationOptions,
  ) {
    const [N, C, ...rest] = input;
    if (input.length < 2) {
      throw new TypeError(
        `Normalization: expected input [N, C] or [N, C, ...], got ${
          formatShape(input)
        }; add an axis`,
      );
    }
    const groups = over === "batch" ? 0 : over;
    if (over !== "batch" && !(Number.isSafeInteger(over) && over >= 1 && C % over === 0)) {
      throw new RangeError(
        `Normalization: expected a number of groups that divides ${C} channels, got ${over}; use a divisor`,
      );
    }
    if (layout === "blocks" && !(groups === 0 && C % blockChannels === 0)) {
      throw new RangeError(
        `Normalization: expected blocks of a multiple of ${blockChannels} channels over the batch, got ${C}${
          groups === 0 ? "" : " in groups"
        }; leave them in planes`,
      );
    }
    const sets = groups === 0 ? C : N * groups;
    this.mean = arena.tensor([sets], "f64");
    this.variance = arena.tensor([sets], "f64");
    this.inverseDeviation = arena.tensor([sets], "f64");
    const means = arena.tensor([2, sets], "f64");
    this.#engine = arena.engine;
    this.#dtype = dtype;
    this.#input = input;
    this.#C = C;
    this.#S = sizeOf(rest);
    this.#groups = groups;
    const levels = 1 + Math.ceil(Math.log2(Math.max(1, Math.ceil(N / blockExamples))));
    const pairs = arena.tensor(groups === 0 && this.#S > 1 ? [levels, C, 2] : [0], "f64");
    const plan = arena.tensor([9], "i32");
    // deno-fmt-ignore
    plan.data.set([
      C, this.#S, groups, this.mean.pointer, this.variance.pointer, this.inverseDeviation.pointer,
      means.pointer, means.rows(1, 2).pointer, pairs.pointer,
    ]);
    this.#plan = plan.pointer;
    if (layout === "blocks") {
      this.#blocks = new BlockNormalization(arena, dtype, [N, C, this.#S], this);
    }
  }

  /**
   * Sets mean, variance and inverse standard deviation to those of a minibatch.
   *
   * @param x The batch, shape [N, C, ...]; N up to the planned batch.
   * @param epsilon Added to the variance, greater than 0.
   * @throws {TypeError} When the shape or element type does not fit.
   */
  measure(x: Tensor, epsilon: number): void {
    this.#check("measure", x, x);
    if (this.#blocks !== undefined) return this.#blocks.measure(x, epsilon);
    const N = x.shape[0];
    const sets = this.#groups === 0 ? this.#C : N * this.#groups;
    this.#run("normalizationStatistics", sets, x, N, epsilon, x.pointer);
  }

  /**
   * Normalizes a minibatch by mean and inverse standard deviation as they are.
   *
   * @param x The batch, shape [N, C, ...].
   * @param gain Factor g of each channel, size C.
   * @param bias Summand b of each channel, size C.
   * @param y Receives the result, shape of `x`.
   * @param activation `"relu"` to store `max(y, 0)`.
   * @returns `y`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  apply(x: Tensor, gain: Tensor, bias: Tensor, y: Tensor, activation?: "relu"): Tensor {
    this.#check("apply", x, y, gain, bias);
    const relu = activation === "relu" ? 1 : 0;
    if (this.#blocks !== undefined) {
      this.#blocks.apply(x, gain, bias, y, relu);
      return y;
    }
    // deno-fmt-ignore
    this.#run(
      "normalize", x.shape[0], x,
      x.pointer, gain.pointer, bias.pointer, relu, y.pointer,
    );
    return y;
  }

  /**
   * The gradients `dg = Σ dy x̂` and `db = Σ dy` of gain and bias, and that of the batch,
   * `dx = (g dy − mean(g dy) − x̂ mean(g dy x̂)) / √(σ² + ε)` with means over each set.
   *
   * @param x The batch that was normalized.
   * @param dy Gradient of the result, shape of `x`.
   * @param gain Factor g of each channel, size C.
   * @param bias Summand b of each channel, size C.
   * @param gainGradient Receives dg, size C.
   * @param biasGradient Receives db, size C.
   * @param dx Receives the gradient of the batch, shape of `x`; may be `dy`; undefined when nobody reads it.
   * @param measured Whether mean and standard deviation came from `x`; if not, they are constants, and both means in dx
   * are left out. In groups they always did.
   * @param activated The result, when `apply` applied relu to it; `dy` then counts where it is above 0.
   * @returns `dx`.
   * @throws {TypeError} When a shape or element type does not fit.
   */
  gradient(
    x: Tensor,
    dy: Tensor,
    gain: Tensor,
    bias: Tensor,
    gainGradient: Tensor,
    biasGradient: Tensor,
    dx: Tensor | undefined,
    measured: boolean,
    activated?: Tensor,
  ): Tensor | undefined {
    this.#check("gradient", x, dy, gainGradient, biasGradient);
    this.#check("gradient", x, dx ?? dy, gain, bias);
    if (activated !== undefined) this.#check("gradient", x, activated);
    if (this.#blocks !== undefined) {
      const relu = activated === undefined ? 0 : 1;
      // deno-fmt-ignore
      this.#blocks.gradient(
        x, dy, gain, bias, gainGradient, biasGradient, dx, measured, relu,
      );
      return dx;
    }
    const N = x.shape[0], gate = activated?.pointer ?? 0;
    this.#run(
      "normalizationGradients",
      this.#C,
      x,
      N,
      measured ? 1 / (N * this.#S) : 0,
      x.pointer,
      dy.pointer,
      gate,
      gain.pointer,
      bias.pointer,
      gainGradient.pointer,
      biasGradient.pointer,
    );
    if (dx === undefined) return undefined;
    this.#run(
      "normalizationInputGradient",
      N,
      x,
      x.pointer,
      dy.pointer,
      gate,
      gain.pointer,
      bias.pointer,
      dx.pointer,
    );
    return dx;
  }

  #run(kernel: keyof DTypeKernels, items: number, x: Tensor, ...rest: readonly number[]): void {
    splitItems(this.#engine, this.#dtype, kernel, items, x.size, this.#plan, ...rest);
  }

  #check(operation: string, x: Tensor, y: Tensor, gain?: Tensor, bias?: Tensor): void {
    const dtype = this.#dtype, C = this.#C;
    const fits = this.#fits(x, x.shape[0]) && this.#fits(y, x.shape[0]) &&
      (gain === undefined || gain.size === C && gain.dtype === dtype) &&
      (bias === undefined || bias.size === C && bias.dtype === dtype);
    if (fits) return;
    throw new TypeError(
      `Normalization.${operation}: expected ${dtype} tensors ${
        formatShape(["N", ...this.#input.slice(1)])
      } with N up to ${this.#input[0]}, and gain and bias of size ${C}, got ${x.dtype} ${
        formatShape(x.shape)
      } and ${y.dtype} ${formatShape(y.shape)}; check what the normalization was planned for`,
    );
  }

  #fits(tensor: Tensor, N: number): boolean {
    const planned = this.#input;
    let fits = tensor.dtype === this.#dtype && tensor.shape.length === planned.length &&
      tensor.shape[0] === N && N <= planned[0];
    for (let axis = 1; axis < planned.length; axis++) fits &&= tensor.shape[axis] === planned[axis];
    return fits;
  }
}
