import type { SharedDataset } from "@descent/data";
import { fullyConnectedNet, l2Penalty, softmaxCrossEntropy } from "@descent/layers";
import { classCount } from "./images/image_data.ts";
import { accuracy } from "./measures/accuracy.ts";
import { balancedAccuracy } from "./measures/balanced_accuracy.ts";
import { CLASS_WEIGHTS, type ClassWeightValues, lossWeights } from "./data/class_weights.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { supervised } from "./supervised/supervised.ts";
import { loadTable, TABLE, type TableValues } from "./tables/table.ts";

/**
 * Values of the options of {@linkcode tableClassifier}.
 *
 * @category Problems
 */
export interface TableClassifierValues extends TableValues, ClassWeightValues {}

/**
 * Rows of a table to classes by a fully connected net of relu units, and softmax cross-entropy.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, tableClassifier } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options } = chooseProblem(tableClassifier, { options: { dataset: "./iris.csv", hidden: [16, 16] } });
 * assertEquals([options.target, options.classWeights], [null, "equal"]);
 * ```
 */
export const tableClassifier: ProblemPlugin = defineProblem<TableClassifierValues, SharedDataset>({
  name: "table-classifier",
  title: "Classes of a table",
  reference: "a multilayer perceptron on standardized columns",
  options: { ...TABLE, ...CLASS_WEIGHTS },
  metrics: { loss: LOSS, accuracy, balancedAccuracy },
  selection: "validation/loss",
  budget: () => ({
    batchSize: 16,
    epochs: 30,
    evaluationsPerEpoch: 0.5,
    schedule: "cosine",
    target: null,
  }),
  learningRates: () => ({ sgd: 0.1, momentum: 0.01, rmsprop: 3e-3, adam: 1e-2 }),
  load: loadTable,
  create: (data, { hidden, l2Strength, classWeights }, context) => {
    const classes = classCount(data);
    return supervised({
      context,
      data,
      layer: fullyConnectedNet({ hidden, classes }),
      loss: softmaxCrossEntropy(lossWeights(data, { classWeights })),
      penalty: l2Strength === 0 ? undefined : l2Penalty({ strength: l2Strength }),
      metrics: { accuracy, balancedAccuracy },
      model: [data.inputShape[0], ...hidden, classes].join("-"),
    });
  },
});
