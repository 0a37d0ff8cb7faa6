import { givenOptions } from "@descent/core";
import { requireCount } from "../_require.ts";
import { sequential } from "../composition/sequential.ts";
import { tiedEmbedding } from "../composition/tied_embedding.ts";
import type { Initializer } from "../initializers/initializer.ts";
import { normal } from "../initializers/normal.ts";
import type { Layer } from "../layer.ts";
import { dropout as dropoutLayer } from "../regularization/dropout.ts";
import { lstm } from "../sequences/lstm.ts";

/**
 * Options of {@linkcode lstmLanguageModel}.
 *
 * @category Networks
 */
export interface LSTMLanguageModelOptions {
  /** Number of different tokens, V, at least 1. */
  readonly vocabulary: number;
  /** Units of each layer and length of the embedding, at least 1; default 128. */
  readonly units?: number;
  /** LSTM layers, at least 1; default 1. */
  readonly layers?: number;
  /** Initial values of the embedding; default {@linkcode normal} with scale 0.1. */
  readonly weight?: Initializer;
  /** Share of the inputs of each layer and of the scores that is set to 0 in training; default 0. */
  readonly dropout?: number;
}

/**
 * A language model of LSTM layers: token embedding, the layers, and scores of the next token by the token embedding
 * itself.
 *
 * Takes token indices [N, T] and gives scores [N, T, V] of the token that follows each step; each sequence begins with
 * states of 0. The layers are called `model/lstm1`, …, below the table `weight` and the scores' `bias`.
 *
 * @category Networks
 * @param options Vocabulary, units, layers and dropout.
 * @returns The layer.
 * @throws {RangeError} When a number is not a whole number of at least 1, or the dropout is out of range.
 *
 * @example Scores of the next of 60 characters
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, lstmLanguageModel, softmaxCrossEntropy } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: lstmLanguageModel({ vocabulary: 60, units: 16 }),
 *   input: [8, 32],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * assertEquals(network.output, [8, 32, 60]);
 * ```
 *
 * @see W. Zaremba, I. Sutskever, O. Vinyals: "Recurrent neural network regularization", 2014,
 * https://arxiv.org/abs/1409.2329
 */
export function lstmLanguageModel(options: LSTMLanguageModelOptions): Layer {
  const { vocabulary, units = 128, layers = 1, dropout = 0, weight = normal({ scale: 0.1 }) } =
    givenOptions("lstmLanguageModel", options);
  requireCount("lstmLanguageModel", "vocabulary", vocabulary);
  requireCount("lstmLanguageModel", "units", units);
  requireCount("lstmLanguageModel", "layers", layers);
  const drops = dropout === 0 ? [] : [dropoutLayer({ rate: dropout })];
  const stack = Array.from({ length: layers }, () => [...drops, lstm({ units })]).flat();
  const model = sequential([...stack, ...drops], { name: "model" });
  return tiedEmbedding(model, { numEmbeddings: vocabulary, embeddingDim: units, weight });
}
