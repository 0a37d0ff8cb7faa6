import { sha256 } from "@descent/data";
import type { BuiltProblem } from "@descent/problems";

const DIGITS = 16;

/**
 * A digest of each tensor of a model, to tell in which two trainings part that {@linkcode weightsDigest} tells apart.
 *
 * @category Training
 * @param model A problem, or a network: its parameters and buffers.
 * @returns The first 16 hexadecimal digits of the SHA-256 of the bytes of each, by its name.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { tensorDigests } from "@descent/lab";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet(),
 *   input: [1, 4],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const [weight, bias] = network.parameters;
 * const first = await tensorDigests(network);
 * weight.value.data[0] += 1e-3;
 * const second = await tensorDigests(network);
 * assertNotEquals(second[weight.name], first[weight.name]);
 * assertEquals(second[bias.name], first[bias.name]);
 * ```
 */
export async function tensorDigests(
  { parameters, buffers }: Pick<BuiltProblem, "parameters" | "buffers">,
): Promise<Record<string, string>> {
  const digests = [...parameters, ...buffers].map(async ({ name, value: { data } }) => {
    // A copy, since the memory of tensors is shared with other threads, and no digest takes such.
    const bytes = new Uint8Array(data.slice().buffer);
    return [name, (await sha256(bytes)).slice(0, DIGITS)];
  });
  return Object.fromEntries(await Promise.all(digests));
}
