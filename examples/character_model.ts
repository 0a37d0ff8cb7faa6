/**
 * The next character from the last eight: `deno task compare --problem examples/character_model.ts`.
 *
 * @module
 */
import { randomStream } from "@descent/core";
import { type Examples, shareDataset, type SharedDataset } from "@descent/data";
import { embedding, fullyConnectedNet, sequential, softmaxCrossEntropy } from "@descent/layers";
import { accuracy, defineProblem, LOSS, perplexity, supervised } from "@descent/problems";

const T = 8, alphabet = [..." .abcdefghijklmnopqrstuvwxyz"];
const NOUNS = ["fox", "owl", "badger", "otter", "heron"], VERBS = ["watches", "follows", "greets"];

/** Sentences such as `the otter greets the owl.`, and each of their characters with the T before it as indices. */
function windows(seed: number, sentences: number): Examples {
  const random = randomStream({ seed });
  const pick = (words: readonly string[]) => words[random.integer(words.length)];
  const sentence = () => `the ${pick(NOUNS)} ${pick(VERBS)} the ${pick(NOUNS)}. `;
  const text = Array.from({ length: sentences }, sentence).join("");
  const codes = Int32Array.from(text, (character) => alphabet.indexOf(character));
  const count = codes.length - T;
  const inputs = Int32Array.from({ length: count * T }, (_, i) => codes[Math.floor(i / T) + i % T]);
  return { inputs, targets: codes.slice(T), count };
}

export default defineProblem<{ hidden: number }, SharedDataset>({
  name: "next-character",
  title: "Character model",
  reference: "Bengio et al. 2003, A neural probabilistic language model",
  options: { hidden: { kind: "integer", default: 64, range: [1, 10_000], doc: "Hidden units." } },
  metrics: { loss: LOSS, accuracy, perplexity },
  selection: "validation/perplexity",
  budget: () => ({
    batchSize: 64,
    epochs: 4,
    evaluationsPerEpoch: 2,
    schedule: "cosine",
    target: 1.3,
  }),
  learningRates: () => ({ sgd: 1, momentum: 0.1, rmsprop: 5e-3, adam: 5e-3 }),
  load: () => {
    const parts = { train: windows(1, 400), validation: windows(2, 50), test: windows(3, 50) };
    const shapes = { inputShape: [T], targetShape: [], classNames: alphabet };
    return shareDataset({ name: "text", title: "sentences", source: "here", ...shapes, ...parts });
  },
  create: (data, { hidden }, context) =>
    supervised({
      context,
      data,
      layer: sequential([
        embedding({ numEmbeddings: alphabet.length, embeddingDim: 8 }),
        fullyConnectedNet({ hidden: [hidden], classes: alphabet.length }),
      ]),
      loss: softmaxCrossEntropy(),
      metrics: { accuracy, perplexity },
      model: `${T} characters, ${hidden} hidden units`,
    }),
});
