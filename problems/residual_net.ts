import type { SharedDataset } from "@descent/data";
import {
  l2Penalty,
  pad2d,
  parallel,
  sequential,
  smallResidualNet,
  softmaxCrossEntropy,
} from "@descent/layers";
import { classCount, IMAGE_DATA, type ImageDataValues, loadImages } from "./images/image_data.ts";
import { accuracy } from "./measures/accuracy.ts";
import { balancedAccuracy } from "./measures/balanced_accuracy.ts";
import { CLASS_WEIGHTS, type ClassWeightValues, lossWeights } from "./data/class_weights.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { supervised } from "./supervised/supervised.ts";

/** Target accuracies, a little below what a tuned optimizer reaches; for other data sets: the drawn digits. */
const TARGETS: Readonly<Record<string, number>> = { "mnist": 0.99, "fashion-mnist": 0.91 };
const USUAL_TARGET = 0.98;

/**
 * Values of the options of {@linkcode residualNet}.
 *
 * @category Problems
 */
export interface ResidualNetValues extends ImageDataValues, ClassWeightValues {}

const PADDING = 2;
const COPIES = 3;
const FILTERS = [16, 32, 64];

/**
 * The residual problem: images as 3-channel 32x32 ones to classes, by a small residual net with batch norm.
 *
 * Grey images of 28x28 are framed by two zeros at each side and stand in all three channels. Momentum at a learning
 * rate of 0.1 got 91.8 % of Fashion-MNIST's test images right with seed 1.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, residualNet } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { epochs, target } = chooseProblem(residualNet, { options: { dataset: "fashion-mnist" } }).budget;
 * assertEquals([epochs, target], [6, 0.91]);
 * ```
 */
export const residualNet: ProblemPlugin = defineProblem<ResidualNetValues, SharedDataset>({
  name: "residual-net",
  title: "Small residual net",
  reference: "He et al. 2016, Deep residual learning for image recognition",
  options: { ...IMAGE_DATA, ...CLASS_WEIGHTS },
  metrics: { loss: LOSS, accuracy, balancedAccuracy },
  selection: "validation/accuracy",
  budget: ({ dataset }) => ({
    batchSize: 64,
    epochs: 6,
    evaluationsPerEpoch: 1,
    schedule: "cosine",
    target: TARGETS[dataset] ?? USUAL_TARGET,
  }),
  load: loadImages,
  create: (data, options, context) => {
    const classes = classCount(data);
    const [C, H, W] = data.inputShape;
    const image = [C * COPIES, H + 2 * PADDING, W + 2 * PADDING].join("x");
    return supervised({
      context,
      data,
      layer: sequential([
        pad2d({ padding: PADDING, name: "frame" }),
        parallel(Array.from({ length: COPIES }, () => sequential([])), { name: "colours" }),
        smallResidualNet({ filters: FILTERS, blocks: 1, stride: 2, classes }),
      ]),
      loss: softmaxCrossEntropy(lossWeights(data, options)),
      penalty: l2Penalty({ strength: 5e-4 }),
      metrics: { accuracy, balancedAccuracy },
      centred: true,
      model: `residual net of ${2 + 2 * FILTERS.length} layers on ${image}, ${
        FILTERS.join("-")
      } filters, batch norm`,
    });
  },
});
