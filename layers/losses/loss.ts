import type { Arena, DType, Shape, Tensor } from "@descent/core";

/** Where and how a loss is built. */
export interface LossContext {
  /** Where the gradient is allocated. */
  readonly arena: Arena;
  /** Floating-point type of the prediction and its gradient. */
  readonly dtype: DType;
}

/** The target of a prediction: class indices [N], or values of the prediction's shape. */
export type Target = Tensor<"i32"> | Tensor;

/**
 * Kind of targets that a loss takes: class indices [N], values of the prediction's shape, or such values from 0 to 1.
 */
export type TargetKind = "classes" | "values" | "probabilities";

/**
 * A number that says how far predictions are from targets, averaged over the batch, described.
 *
 * A description holds no tensors and never changes, so the same one may be built many times.
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

/** A loss with its memory: runs forward and backward without allocating, for any batch up to the largest. */
export interface BuiltLoss {
  /**
   * The mean loss of a minibatch; also computes what `backward` returns.
   *
   * @param prediction The network's output.
   * @param target The target.
   * @returns The mean over the batch.
   * @throws {TypeError} When the target's element type or shape does not fit.
   * @throws {RangeError} When a target is out of range.
   */
  forward(prediction: Tensor, target: Target): number;

  /**
   * The gradient of the last `forward`'s result with respect to its prediction.
   *
   * @returns A planned tensor of the prediction's shape; the caller may overwrite it.
   */
  backward(): Tensor;
}
