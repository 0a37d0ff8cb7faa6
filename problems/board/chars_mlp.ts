import type { SharedDataset } from "@descent/data";
import {
  affine,
  embedding,
  flatten,
  heNormal,
  normal,
  sequential,
  softmaxCrossEntropy,
} from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { bitsPerCharacter } from "../measures/bits_per_character.ts";
import { supervised } from "../supervised/supervised.ts";
import { boardBudget } from "./_board_budget.ts";
import { CHARACTERS, fablesData, type TextValues } from "./_fables_data.ts";
import {
  activationOf,
  netVariantOptions,
  type NetVariantValues,
  scaled,
  variantOf,
  widened,
} from "./_variants.ts";

const CONTEXT = 12, EMBEDDING = 12, HIDDEN = 128;
const options = { ...netVariantOptions("relu"), characters: CHARACTERS };

/**
 * The next character of fables by the twelve before it: embeddings of twelve numbers, a hidden layer of 128 units, and
 * softmax cross-entropy.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(Object.keys(findProblem("chars-mlp").metrics), ["loss", "bitsPerCharacter"]);
 * ```
 */
export const charsMlp: ProblemPlugin = defineProblem<NetVariantValues & TextValues, SharedDataset>({
  name: "chars-mlp",
  title: "MLP on characters",
  reference: "Y. Bengio and others 2003, JMLR 3",
  bibtex: `@article{bengio2003neural,
  author = {Bengio, Yoshua and Ducharme, Réjean and Vincent, Pascal and Jauvin, Christian},
  title = {A neural probabilistic language model},
  journal = {Journal of Machine Learning Research}, volume = {3}, year = {2003},
}`,
  options,
  metrics: { loss: LOSS, bitsPerCharacter },
  selection: "validation/loss",
  budget: ({ characters }) =>
    boardBudget({
      name: "chars-mlp",
      steps: 500,
      batchSize: 256,
      trainCount: 0.9 * characters,
      watched: 1000,
    }),
  variant: variantOf(options),
  load: (values) => fablesData(values, { steps: CONTEXT, predicts: "next" }),
  create(data, { width, activation, initialScale }, context) {
    const hidden = widened(HIDDEN, width), vocabulary = data.classNames!.length;
    const weight = scaled(heNormal(), initialScale);
    return supervised({
      context,
      data,
      layer: sequential([
        embedding({
          numEmbeddings: vocabulary,
          embeddingDim: EMBEDDING,
          weight: normal({ scale: initialScale }),
        }),
        flatten(),
        affine({ units: hidden, name: "hidden", weight }),
        activationOf(activation),
        affine({ units: vocabulary, name: "scores", weight, role: "output" }),
      ]),
      loss: softmaxCrossEntropy(),
      metrics: { bitsPerCharacter },
      model: `${CONTEXT} characters in ${EMBEDDING} numbers each, ${hidden}-${vocabulary}`,
    });
  },
});
