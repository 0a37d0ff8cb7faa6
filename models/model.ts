import type { DType, Shape } from "@descent/core";
import type { Preprocessing } from "@descent/data";
import type { Layer } from "@descent/layers";

/**
 * Numbers of a tensor outside of any engine.
 *
 * @category Models
 */
export interface TensorValues {
  /** Extents, outermost first. */
  readonly shape: Shape;
  /** The elements, row-major. */
  readonly data: Float32Array | Float64Array;
}

/**
 * How bytes become a network's inputs: `x = scale byte − mean`.
 *
 * @category Models
 */
export interface ByteScaling {
  /** Factor of each byte, such as 1/255. */
  readonly scale: number;
  /** Subtracted after scaling, one number for each element of an input; `null` for nothing. */
  readonly mean: Float64Array | null;
}

/**
 * Facts about a model that go with it into its file.
 *
 * @category Models
 */
export interface ModelDetails {
  /** How bytes become inputs; default `null`: the network takes numbers or indices as they are. */
  readonly bytes?: ByteScaling | null | undefined;
  /** How raw data, such as rows of a table, become a data set's inputs; default `null`: not known. */
  readonly preprocessing?: Preprocessing | null | undefined;
  /** The name of each class, K of them; default `null`: the outputs are values, or classes without names. */
  readonly classNames?: readonly string[] | null | undefined;
  /** Other facts for people, by name, such as the optimizer; default none. */
  readonly notes?: Readonly<Record<string, string>> | undefined;
}

/**
 * A trained network as plain data, outside of any engine: what a file holds, and what {@linkcode predictor} runs.
 *
 * @category Models
 */
export interface Model extends Required<ModelDetails> {
  /** The layer that it is built from. */
  readonly layer: Layer;
  /** Shape of one input, without the batch. */
  readonly inputShape: Shape;
  /** Floating-point type of its numbers. */
  readonly dtype: DType;
  /** Parameters and buffers by name. */
  readonly tensors: ReadonlyMap<string, TensorValues>;
  /** How bytes become inputs; `null` where the network takes numbers or indices as they are. */
  readonly bytes: ByteScaling | null;
  /** How raw data become a data set's inputs; `null` where that is not known. */
  readonly preprocessing: Preprocessing | null;
  /** The name of each class, K of them; `null` where there are none. */
  readonly classNames: readonly string[] | null;
  /** Other facts for people, by name. */
  readonly notes: Readonly<Record<string, string>>;
}
