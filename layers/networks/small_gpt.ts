import { givenOptions } from "@descent/core";
import { gelu } from "../activations/gelu.ts";
import { sequential } from "../composition/sequential.ts";
import { tiedEmbedding } from "../composition/tied_embedding.ts";
import { requireCount } from "../_require.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { normal } from "../initializers/normal.ts";
import type { Layer } from "../layer.ts";
import { layerNorm } from "../normalization/layer_norm.ts";
import { dropout as dropoutLayer } from "../regularization/dropout.ts";
import { positionEmbedding } from "../sequences/position_embedding.ts";
import { transformerBlock } from "../sequences/transformer_block.ts";

/**
 * Options of {@linkcode smallGPT}.
 *
 * @category Networks
 */
export interface SmallGPTOptions {
  /** Number of different tokens, V, at least 1. */
  readonly vocabulary: number;
  /** Width of the vectors, D, at least 1; default 128. */
  readonly width?: number;
  /** Transformer blocks, at least 1; default 4. */
  readonly blocks?: number;
  /** Heads of attention, a divisor of the width; default 4. */
  readonly heads?: number;
  /** Hidden units of a block's affine layers; default four times the width. */
  readonly hidden?: number;
  /** Activation of the blocks, a layer without name; default {@linkcode gelu}. */
  readonly activation?: Layer;
  /** How positions enter: a trained vector each, or queries and keys turned by them; default `"learned"`. */
  readonly positions?: "learned" | "rotary";
  /** Share of the embeddings and of each branch's outputs that is set to 0 in training; default 0. */
  readonly dropout?: number;
  /** Initial values of all weights and embeddings; default {@linkcode normal} with scale 0.02. */
  readonly weight?: Initializer;
}

/**
 * A small GPT, a causal language model: token embedding, positions, transformer blocks with the norms before, layer
 * norm, and scores of the next token by the token embedding itself.
 *
 * Takes token indices [N, T] and gives scores [N, T, V] of the token that follows each step. The layers are called
 * `model/positions`, `model/block1`, …, `model/norm`, below the table `weight` and the scores' `bias`.
 *
 * @category Networks
 * @param options Vocabulary, width, depth, positions, dropout and initializer.
 * @returns The layer.
 * @throws {RangeError} When a number is not a whole number of at least 1, or an option is unknown.
 *
 * @example Scores of the next of 60 characters
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, smallGPT, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: smallGPT({ vocabulary: 60, width: 16, blocks: 2, heads: 2 }),
 *   input: [8, 32],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [8, 32, 60]);
 * ```
 *
 * @see A. Radford and others: "Language models are unsupervised multitask learners", 2019
 */
export function smallGPT(options: SmallGPTOptions): Layer {
  const {
    vocabulary,
    width = 128,
    blocks = 4,
    heads = 4,
    hidden = 4 * width,
    activation = gelu(),
    positions = "learned",
    dropout = 0,
    weight = normal({ scale: 0.02 }),
  } = givenOptions("smallGPT", options);
  requireCount("smallGPT", "vocabulary", vocabulary);
  requireCount("smallGPT", "blocks", blocks);
  if (positions !== "learned" && positions !== "rotary") {
    throw new RangeError(
      `smallGPT: expected positions to be "learned" or "rotary", got ${positions}; choose one of them`,
    );
  }
  const isLearned = positions === "learned";
  const model = sequential([
    ...isLearned ? [positionEmbedding({ name: "positions", weight })] : [],
    ...dropout === 0 ? [] : [dropoutLayer({ rate: dropout })],
    ...Array.from({ length: blocks }, (_, i) =>
      transformerBlock({
        width,
        heads,
        hidden,
        activation,
        causal: true,
        dropout,
        weight,
        name: `block${i + 1}`,
        ...isLearned ? {} : { rotaryBase: 10_000 },
      })),
    layerNorm({ name: "norm" }),
  ], { name: "model" });
  return tiedEmbedding(model, { numEmbeddings: vocabulary, embeddingDim: width, weight });
}
