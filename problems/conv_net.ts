import type { SharedDataset } from "@descent/data";
import { softmaxCrossEntropy, threeLayerConvNet } from "@descent/layers";
import { classCount, IMAGE_DATA, type ImageDataValues, loadImages } from "./images/image_data.ts";
import {
  INITIAL_WEIGHTS,
  initialWeights,
  type InitialWeightValues,
} from "./images/initial_weights.ts";
import { INPUT_CHOICES, inputOptions, type InputValues } from "./images/input_choices.ts";
import { accuracy } from "./measures/accuracy.ts";
import { balancedAccuracy } from "./measures/balanced_accuracy.ts";
import { CLASS_WEIGHTS, type ClassWeightValues, lossWeights } from "./data/class_weights.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { supervised } from "./supervised/supervised.ts";

/**
 * Values of the options of {@linkcode convNet}.
 *
 * @category Problems
 */
export interface ConvNetValues
  extends ImageDataValues, InitialWeightValues, InputValues, ClassWeightValues {
  /** Number of filters. */
  readonly filters: number;
  /** Rows and columns of a filter. */
  readonly filterSize: number;
  /** Units of the hidden layer. */
  readonly hidden: number;
}

/**
 * Images to classes by the three-layer conv net of the course CS231n: convolution, 2x2 max pooling, a hidden layer of relu
 * units, scores; pixels from 0 to 255 and weights of scale 0.01, as the course has them.
 *
 * The learning rate falls to 0 unless told otherwise: at a constant rate the last steps toss the accuracy about by a
 * point, which hides what settings do.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, convNet } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options, budget } = chooseProblem(convNet, { options: { filterSize: 3 } });
 * assertEquals([options.filters, options.filterSize, budget.schedule], [32, 3, "cosine"]);
 * ```
 */
export const convNet: ProblemPlugin = defineProblem<ConvNetValues, SharedDataset>({
  name: "conv-net",
  title: "Three-layer conv net",
  reference: "CS231n, Stanford: ConvolutionalNetworks",
  options: {
    ...IMAGE_DATA,
    ...INPUT_CHOICES,
    pixels: { ...INPUT_CHOICES.pixels, default: "raw" },
    filters: { kind: "integer", default: 32, range: [1, 10_000], doc: "Number of filters." },
    filterSize: {
      kind: "integer",
      default: 7,
      range: [1, 1000],
      doc: "Rows and columns of a filter.",
    },
    hidden: {
      kind: "integer",
      default: 100,
      range: [1, 10_000],
      doc: "Units of the hidden layer.",
    },
    ...INITIAL_WEIGHTS,
    initialWeights: { ...INITIAL_WEIGHTS.initialWeights, default: "normal" },
    ...CLASS_WEIGHTS,
  },
  metrics: { loss: LOSS, accuracy, balancedAccuracy },
  selection: "validation/accuracy",
  budget: () => ({
    batchSize: 50,
    epochs: 2,
    evaluationsPerEpoch: 1,
    schedule: "cosine",
    target: null,
  }),
  // Pixels up to 255 make gradients larger, and good rates of plain gradient descent smaller than usual.
  learningRates: ({ pixels }): Record<string, number> =>
    pixels === "raw" ? { sgd: 1e-2, momentum: 1e-3, rmsprop: 3e-4, adam: 1e-3 } : {},
  load: loadImages,
  create: (data, options, context) => {
    const { filters, filterSize, hidden } = options;
    const classes = classCount(data);
    return supervised({
      context,
      data,
      layer: threeLayerConvNet({
        filters,
        filterSize,
        hidden,
        classes,
        weight: initialWeights(options),
      }),
      loss: softmaxCrossEntropy(lossWeights(data, options)),
      metrics: { accuracy, balancedAccuracy },
      ...inputOptions(options),
      model: `${filters} filters ${filterSize}x${filterSize}, 2x2 max pool, ${hidden}-${classes}`,
    });
  },
});
