import { formatShape } from "@descent/core";
import type { Network } from "@descent/layers";
import type { Model } from "./model.ts";

/**
 * Copies the numbers of a model into a network of the same layers, to train it further.
 *
 * @category Models
 * @param network The network; its parameters and buffers are overwritten.
 * @param model The model.
 * @throws {TypeError} When the model has no tensor of a name and shape that the network has, or another type.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { affine, buildNetwork, meanSquaredError } from "@descent/layers";
 * import { modelOf, restoreNetwork } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const build = (seed: number) =>
 *   buildNetwork({
 *     layer: affine({ units: 2 }),
 *     input: [8, 3],
 *     loss: meanSquaredError(),
 *     random: randomStream({ seed }),
 *   });
 * using trained = build(1);
 * using other = build(2);
 * restoreNetwork(other, modelOf(trained));
 * assertEquals(other.parameters[0].value.data, trained.parameters[0].value.data);
 * ```
 */
export function restoreNetwork(
  { parameters, buffers, dtype }: Pick<Network, "parameters" | "buffers" | "dtype">,
  model: Pick<Model, "tensors" | "dtype">,
): void {
  if (dtype !== model.dtype) {
    throw new TypeError(
      `restoreNetwork: expected a model of ${dtype}, got ${model.dtype}; load it with that type`,
    );
  }
  const tensors = [...parameters, ...buffers];
  for (const { name, value: { shape } } of tensors) {
    const had = model.tensors.get(name);
    if (had !== undefined && formatShape(had.shape) === formatShape(shape)) continue;
    throw new TypeError(
      `restoreNetwork: expected a tensor '${name}' ${formatShape(shape)}, got ${
        had === undefined ? "none" : formatShape(had.shape)
      }; build the network from the model's own layer`,
    );
  }
  for (const { name, value } of tensors) value.data.set(model.tensors.get(name)!.data);
}
