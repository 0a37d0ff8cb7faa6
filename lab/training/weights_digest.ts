import { sha256 } from "@descent/data";
import type { BuiltProblem } from "@descent/problems";

/**
 * The SHA-256 of a model: over the names, types and shapes of its parameters and buffers, and their bytes. Two trainings
 * ended alike, bit for bit, exactly when theirs are equal.
 *
 * @category Training
 * @param model A problem, or a network: its parameters and buffers.
 * @returns 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { weightsDigest } from "@descent/lab";
 * import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
 * import { assertNotEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet(),
 *   input: [1, 4],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const first = await weightsDigest(network);
 * network.parameters[0].value.data[0] += 1e-3;
 * assertNotEquals(await weightsDigest(network), first);
 * ```
 */
export async function weightsDigest(
  { parameters, buffers }: Pick<BuiltProblem, "parameters" | "buffers">,
): Promise<string> {
  const tensors = [...parameters, ...buffers];
  const names = tensors.map(({ name, value: { dtype, shape } }) => [name, dtype, shape]);
  const parts = [
    new TextEncoder().encode(JSON.stringify(names)),
    ...tensors.map(({ value: { data } }) =>
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    ),
  ];
  // A copy, since the memory of tensors is shared with other threads, and no digest takes such.
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return await sha256(bytes);
}
