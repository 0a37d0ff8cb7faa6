import type { Tensor } from "../memory/tensor.ts";

/**
 * Arguments of {@linkcode PointwiseKernel.run}: scalars first, when the rule has any.
 *
 * @category Pointwise functions
 */
export type RunArguments<S extends string> = [S] extends [never]
  ? [scalars?: Readonly<Record<string, never>> | undefined, count?: number | undefined]
  : [scalars: Readonly<Record<S, number>>, count?: number | undefined];

/**
 * A pointwise rule bound to tensors: running it is one pass over them and leaves no memory behind.
 *
 * @category Pointwise functions
 * @typeParam T Names of the rule's tensors.
 * @typeParam S Names of the rule's scalars.
 */
export interface PointwiseKernel<T extends string = string, S extends string = string> {
  /**
   * Applies the rule to every element, or to the first `count`.
   *
   * @param scalars A value for each scalar of the rule, rounded to the element type; left out, or
   * undefined, when the rule has none.
   * @param count How many elements from the start, at most the size of the smallest tensor; default all,
   * and then the tensors' sizes must be equal.
   * @throws {TypeError} When a scalar is missing or sizes differ.
   * @throws {RangeError} When `count` is out of range.
   */
  run(...parameters: RunArguments<S>): void;

  /**
   * Puts another tensor in the place of one, for layers whose input lies elsewhere at each step.
   *
   * @param name Name of the tensor in the rule.
   * @param tensor The tensor, of the same engine and element type; sizes are checked by the next `run`.
   * @throws {TypeError} When the name is unknown, or engine or element type differ.
   */
  rebind(name: T, tensor: Tensor): void;
}
