import type { SharedDataset } from "@descent/data";
import { normal, smallGPT, softmaxCrossEntropy } from "@descent/layers";
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
  variantOf,
  widened,
} from "./_variants.ts";

const CONTEXT = 32, BLOCKS = 2, HEADS = 3, WIDTH = 48;
const options = { ...netVariantOptions("gelu"), characters: CHARACTERS };

/**
 * The next characters of fables by a GPT of two blocks, three heads and a width of 48, over 32 characters.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("chars-gpt").title, "GPT on characters");
 * ```
 */
export const charsGpt: ProblemPlugin = defineProblem<NetVariantValues & TextValues, SharedDataset>({
  name: "chars-gpt",
  title: "GPT on characters",
  reference: "A. Radford and others 2019: Language models are unsupervised multitask learners",
  bibtex: `@misc{radford2019language,
  author = {Radford, Alec and others},
  title = {Language models are unsupervised multitask learners},
  howpublished = {OpenAI}, year = {2019},
}`,
  options,
  metrics: { loss: LOSS, bitsPerCharacter },
  selection: "validation/loss",
  budget: ({ characters }) =>
    boardBudget({
      name: "chars-gpt",
      steps: 250,
      batchSize: 16,
      trainCount: 0.9 * characters / CONTEXT,
      watched: 48,
    }),
  variant: variantOf(options),
  load: (values) => fablesData(values, { steps: CONTEXT, predicts: "each" }),
  create(data, { width: factor, activation, initialScale }, context) {
    const width = HEADS * widened(WIDTH / HEADS, factor), vocabulary = data.classNames!.length;
    return supervised({
      context,
      data,
      layer: smallGPT({
        vocabulary,
        width,
        blocks: BLOCKS,
        heads: HEADS,
        activation: activationOf(activation),
        weight: normal({ scale: 0.02 * initialScale }),
      }),
      loss: softmaxCrossEntropy(),
      metrics: { bitsPerCharacter },
      model: `${BLOCKS} blocks of ${width}, ${HEADS} heads, ${CONTEXT} characters`,
    });
  },
});
