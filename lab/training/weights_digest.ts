import type { BuiltProblem } from "@descent/problems";
import { createHash } from "node:crypto";

/**
 * The SHA-256 of a model: over the name, type, shape and bytes of each parameter, then of each buffer. Two trainings
 * ended alike, bit for bit, exactly when theirs are equal.
 *
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
 * const first = weightsDigest(network);
 * network.parameters[0].value.data[0] += 1e-3;
 * assertNotEquals(weightsDigest(network), first);
 * ```
 */
export function weightsDigest(
  { parameters, buffers }: Pick<BuiltProblem, "parameters" | "buffers">,
): string {
  const hash = createHash("sha256");
  for (const { name, value: { dtype, shape, data } } of [...parameters, ...buffers]) {
    hash.update(JSON.stringify([name, dtype, shape]));
    // A copy, since the memory of tensors is shared with other threads, and hashes take none that is.
    hash.update(new Uint8Array(data.slice().buffer));
  }
  return hash.digest("hex");
}
