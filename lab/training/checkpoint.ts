import type { BuiltProblem } from "@descent/problems";

/** A copy of all that training has changed in a model. */
export interface Checkpoint {
  /** Copies the present values, in place of those of the last save. */
  save(): void;
  /** Writes the values of the last save back. */
  restore(): void;
}

/**
 * Plans the memory for a copy of a model's parameters and buffers.
 *
 * @param model A problem, or a network: its parameters and buffers.
 * @returns The checkpoint, which holds zeros until it is saved.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { checkpoint } from "@descent/lab";
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
 * const saved = checkpoint(network);
 * saved.save();
 * weight.data.fill(0);
 * saved.restore();
 * assertEquals(weight.data, first);
 * ```
 */
export function checkpoint(
  { parameters, buffers }: Pick<BuiltProblem, "parameters" | "buffers">,
): Checkpoint {
  const tensors = [...parameters, ...buffers].map(({ value }) => value);
  const copies = tensors.map(({ data }) => data.slice().fill(0));
  return {
    save() {
      for (const [index, { data }] of tensors.entries()) copies[index].set(data);
    },
    restore() {
      for (const [index, { data }] of tensors.entries()) data.set(copies[index]);
    },
  };
}
