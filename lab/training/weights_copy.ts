import type { BuiltProblem } from "@descent/problems";

/**
 * A copy of all that training has changed in a model.
 *
 * @category Training
 */
export interface WeightsCopy {
  /** The values of the last save: of the parameters, then of the buffers. */
  readonly values: readonly (Float32Array | Float64Array)[];
  /** Copies the present values, in place of those of the last save. */
  save(): void;
  /** Writes the values of the last save back. */
  restore(): void;
}

/**
 * Plans the memory for a copy of a model's parameters and buffers.
 *
 * @category Training
 * @param model A problem, or a network: its parameters and buffers.
 * @returns The copy, which holds zeros until it is saved.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { weightsCopy } from "@descent/lab";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet(),
 *   input: [1, 4],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const [{ value: weight }] = network.parameters;
 * const first = weight.data.slice();
 * const saved = weightsCopy(network);
 * saved.save();
 * weight.data.fill(0);
 * saved.restore();
 * assertEquals(weight.data, first);
 * ```
 */
export function weightsCopy(
  { parameters, buffers }: Pick<BuiltProblem, "parameters" | "buffers">,
): WeightsCopy {
  const tensors = [...parameters, ...buffers].map(({ value }) => value);
  const copies = tensors.map(({ data }) => data.slice().fill(0));
  return {
    values: copies,
    save() {
      for (const [index, { data }] of tensors.entries()) copies[index].set(data);
    },
    restore() {
      for (const [index, { data }] of tensors.entries()) data.set(copies[index]);
    },
  };
}
