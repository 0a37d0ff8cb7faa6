import type { Network } from "@descent/layers";
import type { Model, ModelDetails, TensorValues } from "./model.ts";

/**
 * A network as plain data: a copy of its parameters and buffers as they are now, and how it is built.
 *
 * @category Models
 * @param network The network.
 * @param details Preprocessing, class names and notes; default none.
 * @returns The model.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { affine, buildNetwork, meanSquaredError } from "@descent/layers";
 * import { modelOf } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: affine({ units: 2 }),
 *   input: [8, 3],
 *   loss: meanSquaredError(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const { inputShape, tensors } = modelOf(network, { notes: { optimizer: "adam" } });
 * assertEquals([inputShape, [...tensors.keys()]], [[3], ["affine1.weight", "affine1.bias"]]);
 * ```
 */
export function modelOf(
  network: Pick<Network, "layer" | "input" | "dtype" | "parameters" | "buffers">,
  { bytes = null, preprocessing = null, classNames = null, notes = {} }: ModelDetails = {},
): Model {
  const { layer, input, dtype, parameters, buffers } = network;
  const tensors = new Map<string, TensorValues>();
  for (const { name, value: { shape, data } } of [...parameters, ...buffers]) {
    tensors.set(name, { shape, data: data.slice() });
  }
  return {
    layer,
    inputShape: input.slice(1),
    dtype,
    tensors,
    bytes,
    preprocessing,
    classNames,
    notes,
  };
}
