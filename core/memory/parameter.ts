import type { Tensor } from "./tensor.ts";

/**
 * A trained tensor and its gradient: what layers own, optimizers update and gradient checks probe.
 */
export interface Parameter {
  /** Path of layer and tensor, such as `hidden1.weight`; unique within a network. */
  readonly name: string;
  /** The trained values. */
  readonly value: Tensor;
  /** The loss's gradient with respect to the values, of the same shape; backward overwrites it. */
  readonly gradient: Tensor;
  /** Whether weight decay applies: true for weights, false for biases and normalization gains. */
  readonly decays: boolean;
}
