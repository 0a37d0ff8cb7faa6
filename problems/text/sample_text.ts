import type { RandomStream, Tensor } from "@descent/core";
import type { Network } from "@descent/layers";

/**
 * Options of {@linkcode sampleText}.
 *
 * @category Data of problems
 */
export interface SampleTextOptions {
  /** A language model that takes [N, T] characters and gives the scores [N, T, V] of those that follow. */
  readonly network: Network;
  /** The characters, by their class. */
  readonly classNames: readonly string[];
  /** Number of characters to write. */
  readonly length: number;
  /** The stream that characters are drawn from. */
  readonly random: RandomStream;
  /** The character that the text follows, which is not part of it; default a line break, else the first one. */
  readonly start?: string;
}

/**
 * Text that a language model writes: each character drawn from its softmax, given those before it.
 *
 * The model reads what it has written until its T steps are full; then it goes on with the last half of them.
 *
 * @category Data of problems
 * @param options Network, characters, length and stream, see {@linkcode SampleTextOptions}.
 * @returns The text; it ends where a score is no number.
 *
 * @example A model without weights draws every character alike
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, constant, smallGPT, softmaxCrossEntropy } from "@descent/layers";
 * import { sampleText } from "@descent/problems";
 * import { assertMatch } from "@std/assert";
 *
 * const weight = constant({ value: 0 });
 * using network = buildNetwork({
 *   layer: smallGPT({ vocabulary: 2, width: 4, blocks: 1, weight }),
 *   input: [1, 8],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const random = randomStream({ seed: 2 });
 * assertMatch(sampleText({ network, classNames: ["a", "b"], length: 20, random }), /^[ab]{20}$/);
 * ```
 */
export function sampleText(
  { network, classNames, length, random, start = "\n" }: SampleTextOptions,
): string {
  const T = network.input[1], V = classNames.length;
  const x: Tensor<"i32"> = network.arena.tensor([1, T], "i32");
  let context = [Math.max(0, classNames.indexOf(start))], text = "";
  while (text.length < length) {
    if (context.length > T) context = context.slice(-Math.ceil(T / 2));
    // A causal model does not see what stands behind.
    x.data.fill(0);
    x.data.set(context);
    const scores = network.forward(x, "eval").data.subarray(V * (context.length - 1));
    const next = drawn(scores, V, random);
    if (next < 0) return text;
    text += classNames[next];
    context.push(next);
  }
  return text;
}

/** A class by its softmax, or −1 where a score is no number. */
function drawn(scores: ArrayLike<number>, V: number, random: RandomStream): number {
  let largest = -Infinity, total = 0;
  for (let c = 0; c < V; c++) largest = Math.max(largest, scores[c]);
  for (let c = 0; c < V; c++) total += Math.exp(scores[c] - largest);
  let rest = total * random.uniform();
  for (let c = 0; c < V; c++) {
    rest -= Math.exp(scores[c] - largest);
    if (rest < 0) return c;
  }
  return Number.isFinite(total) ? V - 1 : -1;
}
