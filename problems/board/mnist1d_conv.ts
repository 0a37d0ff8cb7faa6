import type { SharedDataset } from "@descent/data";
import {
  affine,
  conv1d,
  flatten,
  heNormal,
  sequential,
  softmaxCrossEntropy,
} from "@descent/layers";
import { defineProblem } from "../contract/define_problem.ts";
import { LOSS } from "../contract/metric.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { accuracy } from "../measures/accuracy.ts";
import { supervised } from "../supervised/supervised.ts";
import { boardBudget } from "./_board_budget.ts";
import { MNIST1D_COUNTS, mnist1dData, mnist1dPaper, type Mnist1dValues } from "./_mnist1d_data.ts";
import { activationOf, netVariantOptions, scaled, variantOf, widened } from "./_variants.ts";

const options = { ...netVariantOptions("relu"), ...MNIST1D_COUNTS };
/** Lengths of the filters of each layer, whose stride is 2. */
const KERNELS = [5, 3, 3];

/**
 * MNIST-1D to classes by three 1-D convolutions of 25 filters, each with a stride of 2, and an affine layer.
 *
 * @example
 * ```ts
 * import { chooseProblem, findProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chooseProblem(findProblem("mnist1d-conv")).budget.epochs, 15);
 * ```
 */
export const mnist1dConv: ProblemPlugin = defineProblem<Mnist1dValues, SharedDataset>({
  name: "mnist1d-conv",
  title: "Conv net on MNIST-1D",
  reference: "S. Greydanus, D. Kobak 2024, arXiv:2011.14439",
  bibtex: mnist1dPaper,
  options,
  metrics: { loss: LOSS, accuracy },
  selection: "validation/loss",
  budget: ({ trainCount }) =>
    boardBudget({
      name: "mnist1d-conv",
      steps: 600,
      batchSize: 100,
      trainCount,
      watched: 500,
    }),
  variant: variantOf(options),
  load: (values) => mnist1dData(values, [1, 40]),
  create(data, { width, activation, initialScale }, context) {
    const filters = widened(25, width), weight = scaled(heNormal(), initialScale);
    return supervised({
      context,
      data,
      layer: sequential([
        ...KERNELS.flatMap((kernel, i) => [
          conv1d({ filters, kernel, stride: 2, padding: 1, name: `conv${i + 1}`, weight }),
          activationOf(activation),
        ]),
        flatten(),
        affine({ units: 10, name: "scores", weight, role: "output" }),
      ]),
      loss: softmaxCrossEntropy(),
      metrics: { accuracy },
      model: `${KERNELS.length} x ${filters} filters, 10`,
    });
  },
});
