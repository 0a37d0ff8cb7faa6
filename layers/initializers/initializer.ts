import type { RandomStream, Shape } from "@descent/core";

/**
 * How many inputs each output of a layer sums over, and how many outputs each input feeds.
 *
 * @category Initializers
 */
export interface Fans {
  /** Inputs of one output, at least 1. */
  readonly fanIn: number;
  /** Outputs of one input, at least 1. */
  readonly fanOut: number;
  /** Shape of the parameter, which layers always give; for initializers of matrices and filters. */
  readonly shape?: Shape;
}

/**
 * Sets the initial values of a parameter.
 *
 * @category Initializers
 * @param values Receives the values, rounded to its precision: a seed gives `f32` and `f64` the same weights.
 * @param fans The layer's fan-in and fan-out, and the parameter's shape.
 * @param random The parameter's own stream.
 */
export type Initializer = (
  values: Float32Array | Float64Array,
  fans: Fans,
  random: RandomStream,
) => void;
