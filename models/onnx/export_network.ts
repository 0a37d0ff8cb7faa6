import type { Network } from "@descent/layers";
import { writeWhole } from "../_write_whole.ts";
import type { Model, ModelDetails } from "../model.ts";
import { modelOf } from "../model_of.ts";
import { encodeOnnx } from "./encode_onnx.ts";

/**
 * Writes a network as an ONNX file, for other programs to run: its evaluation, with the batch as the first axis of
 * `input` and `output`. Inputs are those of the network, numbers or i32 indices; nothing of the preprocessing is in
 * the graph. {@linkcode importNetwork} gives the same network back, bit for bit.
 *
 * The file is of ONNX's operators of version 18, and whole or not there at all.
 *
 * @category ONNX
 * @param network The network, or a model of it.
 * @param path The file; one of that name is replaced.
 * @param details Facts that go with a network; a model has them.
 * @throws {TypeError} When a layer has no form in ONNX; the message names it.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { exportNetwork, importNetwork } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet({ hidden: 8, classes: 2 }),
 *   input: [16, 4],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const path = await Deno.makeTempFile({ suffix: ".onnx" });
 * await exportNetwork(network, path);
 * const { tensors } = await importNetwork(path);
 * const [{ name, value }] = network.parameters;
 * assertEquals(tensors.get(name)?.data, value.data.slice());
 * await Deno.remove(path);
 * ```
 */
export async function exportNetwork(
  network: Network | Model,
  path: string,
  details?: ModelDetails,
): Promise<void> {
  const model = "tensors" in network ? network : modelOf(network, details);
  await writeWhole(path, await encodeOnnx(model));
}
