import type { Arena, DType, Parameter, RandomStream, Shape, Tensor } from "@descent/core";

/** Whether a network trains (batch statistics, dropout) or is evaluated. */
export type Mode = "train" | "eval";

/** What a layer is built with. */
export interface BuildContext {
  /** Where parameters, outputs and gradients are allocated. */
  readonly arena: Arena;
  /** Element type of everything the layer allocates. */
  readonly dtype: DType;
  /** The layer's own stream; `random.split("weight")` draws the weight, and so on. */
  readonly random: RandomStream;
  /** Path of the containers above, ending in `/`, or empty; parameter names begin with it. */
  readonly scope: string;
  /** False for the first layer of a network, whose input gradient nobody reads. */
  readonly needsInputGradient: boolean;
}

/**
 * One step of a network: built once for an input shape, then run forward and backward without allocating.
 *
 * The first extent of every shape is the batch. `build` receives the largest batch; `forward` accepts any
 * batch from 1 to that, and returns planned memory that the next `forward` overwrites.
 */
export interface Layer {
  /** The name that messages and parameter names use. */
  readonly name: string;
  /** Trained tensors, in a fixed order; empty before `build`. */
  readonly parameters: readonly Parameter[];
  /**
   * Tensors that training changes without gradients, such as running statistics; saved with the parameters.
   */
  readonly buffers: readonly NamedTensor[];

  /**
   * Allocates parameters, outputs and gradients.
   *
   * @param input Shape of the largest input batch.
   * @param context Where and how to allocate.
   * @returns Shape of the output for that input.
   * @throws {TypeError} When the layer cannot take this shape; the message names the layer and both shapes.
   */
  build(input: Shape, context: BuildContext): Shape;

  /**
   * Computes the output.
   *
   * @param input The batch; the layer may keep a reference until `backward`.
   * @param mode Whether this is a training step.
   * @returns The output, valid until the next `forward`.
   */
  forward(input: Tensor, mode: Mode): Tensor;

  /**
   * Computes the input gradient from the output gradient and overwrites the parameter gradients.
   *
   * @param outputGradient Gradient of the loss with respect to the last output; may be overwritten.
   * @returns The input gradient, or undefined when the layer was built without `needsInputGradient`.
   */
  backward(outputGradient: Tensor): Tensor | undefined;
}

/** A tensor with the name under which it is saved. */
export interface NamedTensor {
  /** Path of layer and tensor, such as `norm1.runningMean`. */
  readonly name: string;
  /** The values. */
  readonly value: Tensor;
}
