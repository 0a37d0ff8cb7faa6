import type { SharedDataset } from "@descent/data";
import { fullyConnectedNet, l2Penalty, softmaxCrossEntropy } from "@descent/layers";
import { balancedWeights } from "./data/balanced_weights.ts";
import { classCount } from "./images/image_data.ts";
import { accuracy } from "./measures/accuracy.ts";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { supervised } from "./supervised/supervised.ts";
import { loadTable, TABLE, type TableValues } from "./tables/table.ts";

/** Values of the options of {@linkcode tableClassifier}. */
export interface TableClassifierValues extends TableValues {
  /** Weights of classes in the loss: the same, or such that rare classes count as much as frequent ones. */
  readonly classWeights: "equal" | "balanced";
}

/**
 * Rows of a table to classes by a fully connected net of relu units, and softmax cross-entropy.
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
  options: {
    ...TABLE,
    classWeights: {
      kind: "choice",
      default: "equal",
      words: ["equal", "balanced"],
      doc: "Weights of classes in the loss; balanced, rare ones count as much as frequent ones.",
    },
  },
  metrics: { loss: LOSS, accuracy },
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
      loss: softmaxCrossEntropy(
        classWeights === "balanced" ? { classWeights: balancedWeights(data.train, classes) } : {},
      ),
      penalty: l2Strength === 0 ? undefined : l2Penalty({ strength: l2Strength }),
      metrics: { accuracy },
      model: [data.inputShape[0], ...hidden, classes].join("-"),
    });
  },
});
