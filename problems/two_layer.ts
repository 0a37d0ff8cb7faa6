import type { SharedDataset } from "@descent/data";
import { fullyConnectedNet, softmaxCrossEntropy } from "@descent/layers";
import { classCount, IMAGE_DATA, type ImageDataValues, loadImages } from "./images/image_data.ts";
import { accuracy } from "./measures/accuracy.ts";
import { balancedAccuracy } from "./measures/balanced_accuracy.ts";
import { CLASS_WEIGHTS, type ClassWeightValues, lossWeights } from "./data/class_weights.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { supervised } from "./supervised/supervised.ts";

/**
 * Values of the options of {@linkcode twoLayer}.
 *
 * @category Problems
 */
export interface TwoLayerValues extends ImageDataValues, ClassWeightValues {
  /** Units of the hidden layer. */
  readonly hidden: number;
}

/** Enough epochs for a tuned optimizer to level off, and a target a little below what it reaches. */
const BUDGETS: Readonly<
  Record<string, { epochs: number; evaluationsPerEpoch: number; target: number }>
> = {
  "mnist": { epochs: 10, evaluationsPerEpoch: 1, target: 0.97 },
  "fashion-mnist": { epochs: 10, evaluationsPerEpoch: 1, target: 0.87 },
};
/** For other data sets: the drawn digits, whose epochs are short. */
const USUAL = { epochs: 5, evaluationsPerEpoch: 2, target: 0.97 };

/**
 * The two-layer problem: images to classes by a net with one hidden layer of relu units, and softmax cross-entropy.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { epochs, batchSize } = chooseProblem(twoLayer, { options: { dataset: "mnist" } }).budget;
 * assertEquals([epochs, batchSize], [10, 128]);
 * ```
 */
export const twoLayer: ProblemPlugin = defineProblem<TwoLayerValues, SharedDataset>({
  name: "two-layer",
  title: "Two-layer net",
  reference: "CS231n, Stanford: FullyConnectedNets",
  options: {
    ...IMAGE_DATA,
    hidden: {
      kind: "integer",
      default: 100,
      range: [1, 10_000],
      doc: "Units of the hidden layer.",
    },
    ...CLASS_WEIGHTS,
  },
  metrics: { loss: LOSS, accuracy, balancedAccuracy },
  selection: "validation/accuracy",
  budget: ({ dataset }) => ({ batchSize: 128, schedule: "cosine", ...BUDGETS[dataset] ?? USUAL }),
  load: loadImages,
  create: (data, { hidden, classWeights }, context) => {
    const classes = classCount(data);
    return supervised({
      context,
      data,
      layer: fullyConnectedNet({ hidden: [hidden], classes }),
      loss: softmaxCrossEntropy(lossWeights(data, { classWeights })),
      metrics: { accuracy, balancedAccuracy },
      centred: true,
      model: [data.train.inputs.length / data.train.count, hidden, classes].join("-"),
    });
  },
});
