import type { Tensor } from "./tensor.ts";

/**
 * The part that a {@linkcode Parameter} plays in its layer, by which optimizers may treat parameters differently.
 *
 * - `weight`: matrices and kernels, all axes of which are features, channels or places;
 * - `bias`: summands, a normalization's shift among them;
 * - `gain`: factors of a normalization;
 * - `embedding`: tables whose rows are looked up by index;
 * - `output`: the weight of the layer that gives a network's scores.
 *
 * @category Tensors
 */
export type ParameterRole = "weight" | "bias" | "gain" | "embedding" | "output";

/**
 * A trained tensor and its gradient: what layers own, optimizers update and gradient checks probe.
 *
 * @category Tensors
 */
export interface Parameter {
  /** Path of layer and tensor, such as `hidden1.weight`; unique within a network. */
  readonly name: string;
  /** The trained values. */
  readonly value: Tensor;
  /** The loss's gradient with respect to the values, of the same shape; backward overwrites it. */
  readonly gradient: Tensor;
  /** The part it plays in its layer. */
  readonly role: ParameterRole;
  /**
   * Where the value has the axis of its layer's outputs, by which methods for matrices know fan-in from fan-out; the other
   * axes are inputs. Default `"last"` with two axes, as an affine layer has it, and `"first"` with more, as a convolution.
   */
  readonly outputAxis?: "first" | "last" | undefined;
  /** Whether weight decay applies: true for weights, false for biases and normalization gains. */
  readonly decays: boolean;
}
