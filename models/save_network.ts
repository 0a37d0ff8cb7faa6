import type { Network } from "@descent/layers";
import { writeWhole } from "./_write_whole.ts";
import { MEAN_TENSOR, METADATA_KEY, metadataOf } from "./_metadata.ts";
import type { Model, ModelDetails, TensorValues } from "./model.ts";
import { modelOf } from "./model_of.ts";
import { encodeSafetensors } from "./safetensors/encode_safetensors.ts";

/**
 * Encodes a model as a safetensors file: parameters and buffers as tensors, and as metadata the layers from which it is
 * built again, the preprocessing and the class names.
 *
 * @category Saving and loading
 * @param model The model.
 * @returns The file's bytes.
 * @throws {TypeError} When a layer in it does not say how it was made.
 *
 * @example
 * ```ts
 * import { affine } from "@descent/layers";
 * import { encodeModel } from "@descent/models";
 * import { assert } from "@std/assert";
 *
 * const tensors = new Map([
 *   ["affine1.weight", { shape: [1, 1], data: new Float32Array([2]) }],
 *   ["affine1.bias", { shape: [1], data: new Float32Array([3]) }],
 * ]);
 * const bytes = encodeModel({
 *   layer: affine({ units: 1 }),
 *   inputShape: [1],
 *   dtype: "f32",
 *   tensors,
 *   bytes: null,
 *   preprocessing: null,
 *   classNames: null,
 *   notes: {},
 * });
 * assert(new TextDecoder().decode(bytes).includes("affine1.weight"));
 * ```
 */
export function encodeModel(model: Model): Uint8Array<ArrayBuffer> {
  const { inputShape, bytes } = model;
  const tensors = new Map<string, TensorValues>(model.tensors);
  if (bytes?.mean) tensors.set(MEAN_TENSOR, { shape: inputShape, data: bytes.mean });
  return encodeSafetensors(tensors, { [METADATA_KEY]: metadataOf(model) });
}

/**
 * Saves a network as a safetensors file, of which {@linkcode loadNetwork} makes the same again, bit for bit. The file
 * takes its name when it is whole and on the disk.
 *
 * @category Saving and loading
 * @param network The network as it is now, or a model.
 * @param path Where to; a file of that name is replaced.
 * @param details Preprocessing, class names and notes, for a network; default none.
 * @returns When it is written.
 * @throws {TypeError} When a layer in it does not say how it was made.
 * @throws {Error} The error of the file system; then a former file is still there.
 *
 * @example There and back
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { loadNetwork, saveNetwork } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet({ hidden: 8, classes: 2 }),
 *   input: [16, 4],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const path = await Deno.makeTempFile({ suffix: ".safetensors" });
 * await saveNetwork(network, path, { classNames: ["cat", "dog"] });
 * const model = loadNetwork(path);
 * const [{ name, value }] = network.parameters;
 * assertEquals([model.tensors.get(name)!.data, model.classNames], [value.data.slice(), ["cat", "dog"]]);
 * await Deno.remove(path);
 * ```
 */
export async function saveNetwork(
  network: Network | Model,
  path: string,
  details?: ModelDetails,
): Promise<void> {
  const model = "tensors" in network ? network : modelOf(network, details);
  await writeWhole(path, encodeModel(model));
}
