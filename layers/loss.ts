import type { Arena, DType, Shape, Tensor } from "@descent/core";

/** What a loss is built with. */
export interface LossContext {
  /** Where the gradient is allocated. */
  readonly arena: Arena;
  /** Element type of the prediction and its gradient. */
  readonly dtype: DType;
}

/** What a prediction is compared with: class indices [N], or values of the prediction's shape. */
export type Target = Tensor<"i32"> | Tensor;

/**
 * A number that says how far predictions are from targets, averaged over the batch, and its gradient.
 */
export interface Loss {
  /** The name that messages use. */
  readonly name: string;

  /**
   * Allocates the gradient.
   *
   * @param prediction Shape of the largest batch of predictions.
   * @param context Where and how to allocate.
   * @throws {TypeError} When the loss cannot take this shape.
   */
  build(prediction: Shape, context: LossContext): void;

  /**
   * The mean loss of a batch; also computes what `backward` returns.
   *
   * @param prediction The network's output.
   * @param target What it should have been.
   * @returns The mean over the batch.
   */
  forward(prediction: Tensor, target: Target): number;

  /**
   * The gradient of the last `forward`'s result with respect to its prediction.
   *
   * @returns A planned tensor of the prediction's shape.
   */
  backward(): Tensor;
}
