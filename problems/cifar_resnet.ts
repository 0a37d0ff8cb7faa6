import type { SharedDataset } from "@descent/data";
import { cifarResNet, l2Penalty, softmaxCrossEntropy } from "@descent/layers";
import { classCount, IMAGE_DATA, type ImageDataValues, loadImages } from "./images/image_data.ts";
import { accuracy } from "./measures/accuracy.ts";
import { balancedAccuracy } from "./measures/balanced_accuracy.ts";
import { CLASS_WEIGHTS, type ClassWeightValues, lossWeights } from "./data/class_weights.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { supervised } from "./supervised/supervised.ts";

/**
 * Values of the options of {@linkcode cifarResNetProblem}.
 *
 * @category Problems
 */
export interface CifarResNetValues extends ImageDataValues, ClassWeightValues {
  /** Layers with weights, 6n + 2. */
  readonly depth: number;
  /** Filters of the first stage. */
  readonly width: number;
  /** Shortcut where a stage halves the image. */
  readonly shortcut: "identity" | "projection";
}

/**
 * Images to classes by a residual network in CIFAR's form, such as ResNet-20, with the paper's weight decay.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, cifarResNetProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options } = chooseProblem(cifarResNetProblem, { options: { depth: 56 } });
 * assertEquals([options.depth, options.width, options.shortcut], [56, 16, "identity"]);
 * ```
 */
export const cifarResNetProblem: ProblemPlugin = defineProblem<CifarResNetValues, SharedDataset>({
  name: "cifar-resnet",
  title: "CIFAR ResNet",
  reference: "He et al. 2016, Deep residual learning for image recognition, section 4.2",
  options: {
    ...IMAGE_DATA,
    depth: {
      kind: "integer",
      default: 20,
      quick: 8,
      range: [8, 1202],
      doc: "Layers with weights, 6n + 2 for n blocks in each of three stages.",
    },
    width: {
      kind: "integer",
      default: 16,
      quick: 4,
      range: [1, 1024],
      doc: "Filters of the first stage, half and a quarter of those of the others.",
    },
    shortcut: {
      kind: "choice",
      default: "identity",
      words: ["identity", "projection"],
      doc: "Shortcut where a stage halves the image.",
    },
    ...CLASS_WEIGHTS,
  },
  metrics: { loss: LOSS, accuracy, balancedAccuracy },
  selection: "validation/accuracy",
  budget: () => ({
    batchSize: 128,
    epochs: 6,
    evaluationsPerEpoch: 1,
    schedule: "cosine",
    target: null,
  }),
  load: loadImages,
  create: (data, { depth, width, shortcut, classWeights }, context) =>
    supervised({
      context,
      data,
      layer: cifarResNet({ depth, width, shortcut, classes: classCount(data) }),
      loss: softmaxCrossEntropy(lossWeights(data, { classWeights })),
      penalty: l2Penalty({ strength: 1e-4 }),
      metrics: { accuracy, balancedAccuracy },
      centred: true,
      model: `ResNet-${depth} on ${data.inputShape.join("x")}, ${
        [width, 2 * width, 4 * width].join("-")
      } filters, ${shortcut} shortcuts`,
    }),
});
