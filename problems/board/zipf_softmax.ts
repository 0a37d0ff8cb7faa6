import { randomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { affine, type BuiltLoss, lecunNormal, softmaxCrossEntropy } from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import { LOSS, type Metric } from "../contract/metric.ts";
import type { ProblemContext, ProblemPlugin } from "../contract/problem_plugin.ts";
import type { Measure } from "../measures/measure.ts";
import { supervised } from "../supervised/supervised.ts";
import { boardBudget } from "./_board_budget.ts";
import { countOptions, type CountValues, generatedData } from "./_generated_data.ts";
import { scaled, VARIANT_OPTIONS, variantOf, type VariantValues, widened } from "./_variants.ts";

const CLASSES = 256, FEATURES = 64;
/** Distance of a class's mean from 0, where examples spread by 1 in each direction. */
const DISTANCE = 4;

const options = {
  ...VARIANT_OPTIONS,
  ...countOptions({ trainCount: 25_600, validationCount: 2048, testCount: 4096 }),
};

/** Probability of each class, falling as 1/k. */
const PROBABILITIES = (() => {
  const weights = Array.from({ length: CLASSES }, (_, k) => 1 / (k + 1));
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / sum);
})();

const MACRO: Metric = { ...LOSS, title: "macro cross-entropy" };

/** Cross-entropy in which each class counts the same, however rare. */
function macroLoss({ batchSize, dtype }: ProblemContext): Measure {
  let loss: BuiltLoss | undefined;
  return {
    ...MACRO,
    batch(prediction, target) {
      // Freed with the network.
      const { arena } = prediction;
      loss ??= softmaxCrossEntropy().build([batchSize, CLASSES], { arena, dtype });
      loss.forward(prediction, target);
      let sum = 0;
      for (let n = 0; n < target.size; n++) {
        sum += loss.losses.data[n] / (CLASSES * PROBABILITIES[target.data[n]]);
      }
      return sum;
    },
  };
}

/**
 * 256 classes of which the k-th is as frequent as 1/k, as words are, by a linear softmax of 64 features: gradient descent
 * is slow on the rare ones.
 *
 * Features of a class are N(μ, 1) about a mean in a random direction. Macro cross-entropy counts each class the same,
 * however rare.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(Object.keys(findProblem("zipf-softmax").metrics), ["loss", "macroLoss"]);
 * ```
 */
export const zipfSoftmax: ProblemPlugin = defineProblem<VariantValues & CountValues, SharedDataset>(
  {
    name: "zipf-softmax",
    title: "Softmax of Zipf classes",
    reference: "F. Kunstner and others 2024, arXiv:2402.19449",
    bibtex: `@inproceedings{kunstner2024heavy,
  author = {Kunstner, Frederik and others},
  title = {Heavy-tailed class imbalance and why {Adam} outperforms gradient descent on language models},
  booktitle = {NeurIPS}, year = {2024}, eprint = {2402.19449}, archiveprefix = {arXiv},
}`,
    options,
    metrics: { loss: LOSS, macroLoss: MACRO },
    selection: "validation/loss",
    budget: ({ trainCount }) =>
      boardBudget({
        name: "zipf-softmax",
        steps: 500,
        batchSize: 256,
        trainCount,
        watched: 512,
      }),
    variant: variantOf(options),
    load({ width, dataSeed, ...counts }) {
      const D = widened(FEATURES, width), random = randomStream({ seed: dataSeed }).split("zipf");
      const means = new Float64Array(CLASSES * D);
      random.split("means").fillNormal(means, 0, DISTANCE / Math.sqrt(D));
      return generatedData({
        name: "zipf",
        title: "Zipf classes",
        inputShape: [D],
        targetShape: [],
        classNames: Array.from({ length: CLASSES }, (_, k) => `${k + 1}`),
        random,
        counts,
        draw(count, random) {
          const inputs = new Float32Array(count * D), targets = new Int32Array(count);
          random.split("noise").fillNormal(inputs);
          for (let n = 0; n < count; n++) {
            let left = random.uniform(), k = 0;
            while (k < CLASSES - 1 && left >= PROBABILITIES[k]) left -= PROBABILITIES[k++];
            targets[n] = k;
            for (let i = 0; i < D; i++) inputs[n * D + i] += means[k * D + i];
          }
          return { inputs, targets };
        },
      });
    },
    create(data, { initialScale }, context) {
      const [D] = data.inputShape;
      return supervised({
        context,
        data,
        layer: affine({
          units: CLASSES,
          name: "scores",
          weight: scaled(lecunNormal(), 0.1 * initialScale),
          role: "output",
        }),
        loss: softmaxCrossEntropy(),
        metrics: { macroLoss: macroLoss(context) },
        model: `${D}-${CLASSES}`,
      });
    },
  },
);
