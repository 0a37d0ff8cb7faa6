import { randomStream } from "@descent/core";
import { shareDataset, type SharedDataset, textDataset, writeFables } from "@descent/data";
import { lstmLanguageModel, smallGPT, softmaxCrossEntropy } from "@descent/layers";
import { defineProblem } from "./contract/define_problem.ts";
import { perplexity } from "./measures/perplexity.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin, ScoreReference } from "./contract/problem_plugin.ts";
import { supervised } from "./supervised/supervised.ts";
import { sampleText } from "./text/sample_text.ts";
import { trigramLoss } from "./text/trigram_loss.ts";

/**
 * Values of the options of {@linkcode characterModel}.
 *
 * @category Problems
 */
export interface CharacterModelValues {
  /** Model. */
  readonly model: "gpt" | "lstm";
  /** Length of the text. */
  readonly characters: number;
  /** Characters of an example. */
  readonly steps: number;
  /** Width of the vectors, or units of a layer. */
  readonly width: number;
  /** Transformer blocks, or LSTM layers. */
  readonly layers: number;
  /** Share of activations that is set to 0 in training. */
  readonly dropout: number;
}

const HEADS = 4;
const SAMPLE_LENGTH = 400;

/** The text, and what the best trigram makes of it. */
interface CharacterData extends SharedDataset {
  readonly references: readonly ScoreReference[];
}

/**
 * The next character of fables that the project writes, by a small GPT or an LSTM, and softmax cross-entropy.
 *
 * Reports show what the trained models write, and the loss of the best trigram model with smoothing: 1.276 nats a
 * character of the validation part of the whole text. The GPT's is 0.48 after the usual budget, with Adam at 0.003 in a
 * minute on two threads.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { characterModel, chooseProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options } = chooseProblem(characterModel, { options: { model: "lstm" } });
 * assertEquals([options.width, options.layers], [64, 2]);
 * ```
 */
export const characterModel: ProblemPlugin = defineProblem<CharacterModelValues, CharacterData>({
  name: "character-model",
  title: "Character model",
  reference: "A. Radford and others, 2019: a small GPT",
  options: {
    model: { kind: "choice", default: "gpt", words: ["gpt", "lstm"], doc: "Model." },
    characters: {
      kind: "integer",
      default: 400_000,
      range: [2000, 1e8],
      doc: "Length of the text, of which a tenth validates and a tenth tests.",
    },
    steps: {
      kind: "integer",
      default: 64,
      range: [1, 4096],
      doc: "Characters of an example.",
    },
    width: {
      kind: "integer",
      default: 64,
      range: [1, 4096],
      doc: `Width of the vectors, for gpt a multiple of ${HEADS}; for lstm units of a layer.`,
    },
    layers: {
      kind: "integer",
      default: 2,
      range: [1, 100],
      doc: "Transformer blocks, or LSTM layers.",
    },
    dropout: {
      kind: "number",
      default: 0,
      range: [0, 0.9],
      doc: "Share of activations that is set to 0 in training.",
    },
  },
  metrics: { loss: LOSS, perplexity },
  selection: "validation/loss",
  budget: () => ({
    batchSize: 16,
    epochs: 3,
    evaluationsPerEpoch: 1,
    schedule: "cosine",
    target: null,
  }),
  learningRates: () => ({ adam: 3e-3, adamw: 3e-3 }),
  load: async ({ characters, steps }) => {
    const data = textDataset({
      name: "fables",
      title: "Fables",
      text: writeFables({ characters }),
      steps,
      source: "written by the program",
    });
    const loss = trigramLoss(data), title = "Best trigram with smoothing";
    return {
      ...await shareDataset(data),
      references: [
        { title, metric: "validation/loss", value: loss },
        { title, metric: "validation/perplexity", value: Math.exp(loss) },
      ],
    };
  },
  create: (data, { model, width, layers, dropout }, context) => {
    const vocabulary = data.classNames!.length;
    return supervised({
      context,
      data,
      layer: model === "gpt"
        ? smallGPT({ vocabulary, width, blocks: layers, heads: HEADS, dropout })
        : lstmLanguageModel({ vocabulary, units: width, layers, dropout }),
      loss: softmaxCrossEntropy(),
      metrics: { perplexity },
      samples: (network) => // The same draws for every model.
      [sampleText({
        network,
        classNames: data.classNames!,
        length: SAMPLE_LENGTH,
        random: randomStream({ seed: 0 }).split("samples"),
      })],
      model: [
        `${layers} ${model === "gpt" ? "transformer blocks" : "LSTM layers"} of ${width}`,
        ...dropout === 0 ? [] : [`dropout ${dropout}`],
      ].join(", "),
    });
  },
});
