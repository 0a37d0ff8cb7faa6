import type { SharedDataset } from "@descent/data";
import { fullyConnectedNet, l2Penalty, relu, sigmoid, softmaxCrossEntropy } from "@descent/layers";
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
 * Values of the options of {@linkcode fullyConnected}.
 *
 * @category Problems
 */
export interface FullyConnectedValues
  extends ImageDataValues, InitialWeightValues, InputValues, ClassWeightValues {
  /** Units of each hidden layer, first to last. */
  readonly hidden: readonly number[];
  /** Activation of the hidden layers. */
  readonly activation: "relu" | "sigmoid";
  /** Normalization of the hidden layers. */
  readonly normalization: "none" | "batch" | "layer";
  /** Whether each hidden layer after the first is added to its input. */
  readonly residual: boolean;
  /** Strength λ of the penalty `½ λ Σ w²` on the weights. */
  readonly l2Strength: number;
}

/** Rates for pixels from 0 to 1. */
const UNIT_RATES = { sgd: 0.1, momentum: 0.01, rmsprop: 1e-3, adam: 1e-3 };
/** Pixels up to 255 make gradients larger, and good rates of plain gradient descent smaller. */
const RAW_RATES = { sgd: 3e-3, momentum: 3e-4, rmsprop: 3e-4, adam: 1e-3 };

/**
 * Images to classes by a fully connected net of any depth, and softmax cross-entropy.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, fullyConnected } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options } = chooseProblem(fullyConnected, { options: { hidden: [100, 100], residual: true } });
 * assertEquals([options.activation, options.normalization], ["relu", "none"]);
 * ```
 */
export const fullyConnected: ProblemPlugin = defineProblem<FullyConnectedValues, SharedDataset>({
  name: "fully-connected",
  title: "Fully connected net",
  reference: "CS231n, Stanford: FullyConnectedNets",
  options: {
    ...IMAGE_DATA,
    ...INPUT_CHOICES,
    hidden: {
      kind: "integers",
      default: [100, 100],
      range: [1, 10_000],
      doc: "Units of each hidden layer.",
    },
    activation: {
      kind: "choice",
      default: "relu",
      words: ["relu", "sigmoid"],
      doc: "Activation of the hidden layers.",
    },
    normalization: {
      kind: "choice",
      default: "none",
      words: ["none", "batch", "layer"],
      doc: "Normalization of the hidden layers.",
    },
    residual: {
      kind: "switch",
      default: false,
      doc: "Residual connections: each hidden layer after the first is added to its input.",
    },
    ...INITIAL_WEIGHTS,
    l2Strength: {
      kind: "number",
      default: 0,
      range: [0, 1e6],
      doc: "Strength of the L2 penalty on the weights.",
    },
    ...CLASS_WEIGHTS,
  },
  metrics: { loss: LOSS, accuracy, balancedAccuracy },
  selection: "validation/accuracy",
  budget: () => ({
    batchSize: 100,
    epochs: 5,
    evaluationsPerEpoch: 1,
    schedule: "cosine",
    target: null,
  }),
  learningRates: ({ pixels }) => pixels === "raw" ? RAW_RATES : UNIT_RATES,
  load: loadImages,
  create: (data, options, context) => {
    const { hidden, activation, normalization, residual, l2Strength } = options;
    const classes = classCount(data);
    return supervised({
      context,
      data,
      layer: fullyConnectedNet({
        hidden,
        classes,
        weight: initialWeights(options),
        activation: activation === "relu" ? relu() : sigmoid(),
        normalization,
        residual,
      }),
      loss: softmaxCrossEntropy(lossWeights(data, options)),
      penalty: l2Strength === 0 ? undefined : l2Penalty({ strength: l2Strength }),
      metrics: { accuracy, balancedAccuracy },
      ...inputOptions(options),
      model: [
        [data.train.inputs.length / data.train.count, ...hidden, classes].join("-"),
        ...activation === "relu" ? [] : [activation],
        ...normalization === "none" ? [] : [`${normalization} norm`],
        ...residual ? ["residual"] : [],
      ].join(", "),
    });
  },
});
