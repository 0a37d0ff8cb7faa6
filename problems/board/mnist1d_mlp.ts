import type { SharedDataset } from "@descent/data";
import { fullyConnectedNet, heNormal, softmaxCrossEntropy } from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { accuracy } from "../measures/accuracy.ts";
import { supervised } from "../supervised/supervised.ts";
import { boardBudget } from "./_board_budget.ts";
import { MNIST1D_COUNTS, mnist1dData, mnist1dPaper, type Mnist1dValues } from "./_mnist1d_data.ts";
import { activationOf, netVariantOptions, scaled, variantOf, widened } from "./_variants.ts";

const options = { ...netVariantOptions("relu"), ...MNIST1D_COUNTS };

/**
 * MNIST-1D to classes by a fully connected net 40-100-100-10, which overfits its 4,000 examples: regularization counts.
 *
 * @example
 * ```ts
 * import { findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findProblem("mnist1d-mlp").options.trainCount.default, 4000);
 * ```
 */
export const mnist1dMlp: ProblemPlugin = defineProblem<Mnist1dValues, SharedDataset>({
  name: "mnist1d-mlp",
  title: "MLP on MNIST-1D",
  reference: "S. Greydanus, D. Kobak 2024, arXiv:2011.14439",
  bibtex: mnist1dPaper,
  options,
  metrics: { loss: LOSS, accuracy },
  selection: "validation/loss",
  budget: ({ trainCount }) =>
    boardBudget({ name: "mnist1d-mlp", steps: 1000, batchSize: 100, trainCount }),
  variant: variantOf(options),
  load: (values) => mnist1dData(values, [40]),
  create(data, { width, activation, initialScale }, context) {
    const hidden = [100, 100].map((units) => widened(units, width)), classes = 10;
    return supervised({
      context,
      data,
      layer: fullyConnectedNet({
        hidden,
        classes,
        activation: activationOf(activation),
        weight: scaled(heNormal(), initialScale),
      }),
      loss: softmaxCrossEntropy(),
      metrics: { accuracy },
      model: [40, ...hidden, classes].join("-"),
    });
  },
});
