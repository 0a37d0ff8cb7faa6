import type { Arena, DType, Shape, Tensor } from "@descent/core";

/**
 * Where and how a loss is built.
 *
 * @category Losses and penalties
 */
export interface LossContext {
  /** Where the gradient is allocated. */
  readonly arena: Arena;
  /** Floating-point type of the prediction and its gradient. */
  readonly dtype: DType;
}

/**
 * The target of a prediction: class indices [N] or [N, ...], or values of the prediction's shape.
 *
 * @category Losses and penalties
 */
export type Target = Tensor<"i32"> | Tensor;

/**
 * Kind of targets that a loss takes: class indices [N] or [N, ...], values of the prediction's shape, such values from 0
 * to 1, or such values that are 0 or 1.
 *
 * @category Losses and penalties
 */
export type TargetKind = "classes" | "values" | "probabilities" | "binary";

/**
 * Predictions that a loss takes: all numbers, or those between 0 and 1.
 *
 * @category Losses and penalties
 */
export type PredictionRange = "numbers" | "probabilities";

/**
 * A number that says how far predictions are from targets, reduced over the batch, described.
 *
 * A description holds no tensors and never changes, so the same one may be built many times.
 *
 * @category Losses and penalties
 */
export interface Loss {
  /** Kind of loss, such as `softmax_cross_entropy`. */
  readonly kind: string;

  /**
   * Allocates the gradient.
   *
   * @param prediction Shape of the largest minibatch of predictions.
   * @param context Where and how to allocate.
   * @returns The loss, ready to run.
   * @throws {TypeError} When the loss cannot take this shape.
   */
  build(prediction: Shape, context: LossContext): BuiltLoss;
}

/**
 * A loss with its memory: runs forward and backward without allocating, for any batch up to the largest.
 *
 * @category Losses and penalties
 */
export interface BuiltLoss {
  /** The losses of the last `forward` before their reduction, weighted: one for each element, or for each row. */
  readonly losses: Tensor;

  /**
   * The loss of a minibatch, reduced; also computes what `backward` returns.
   *
   * @param prediction The network's output.
   * @param target The target.
   * @param sampleWeights Weights of the examples, [N], or of the losses, finite and at least 0; default all 1. The mean
   * divides by their sum. What has the weight 0 does not count, NaN or not.
   * @returns The mean or sum over the batch.
   * @throws {TypeError} When the target's element type or shape, or that of the weights, does not fit.
   * @throws {RangeError} When a target or a weight is out of range.
   */
  forward(prediction: Tensor, target: Target, sampleWeights?: Tensor): number;

  /**
   * The gradient of the last `forward`'s result with respect to its prediction.
   *
   * @returns A planned tensor of the prediction's shape; the caller may overwrite it.
   */
  backward(): Tensor;
}
