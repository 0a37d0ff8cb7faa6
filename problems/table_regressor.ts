import type { SharedDataset } from "@descent/data";
import { fullyConnectedNet, l2Penalty, meanSquaredError } from "@descent/layers";
import { LOSS } from "./contract/metric.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { defineProblem } from "./contract/define_problem.ts";
import { rootMeanSquaredError } from "./measures/root_mean_squared_error.ts";
import { supervised } from "./supervised/supervised.ts";
import { loadTable, TABLE, type TableValues } from "./tables/table.ts";

/**
 * Rows of a table to values by a fully connected net of relu units, and the mean squared error.
 *
 * The loss is of targets that are standardized by the training part; the root-mean-square error is in their own unit.
 *
 * @category Problems
 *
 * @example
 * ```ts
 * import { chooseProblem, tableRegressor } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { options } = chooseProblem(tableRegressor, { options: { dataset: "./diabetes.csv" } });
 * assertEquals(options.hidden, [32]);
 * ```
 */
export const tableRegressor: ProblemPlugin = defineProblem<TableValues, SharedDataset>({
  name: "table-regressor",
  title: "Values of a table",
  reference: "a multilayer perceptron on standardized columns",
  options: { ...TABLE, dataset: { ...TABLE.dataset, default: "friedman" } },
  metrics: { loss: LOSS, rootMeanSquaredError },
  selection: "validation/loss",
  budget: () => ({
    batchSize: 16,
    epochs: 30,
    evaluationsPerEpoch: 0.5,
    schedule: "cosine",
    target: null,
  }),
  learningRates: () => ({ sgd: 0.03, momentum: 3e-3, rmsprop: 3e-3, adam: 1e-2 }),
  load: loadTable,
  create: (data, { hidden, l2Strength }, context) => {
    if (data.classNames !== null) {
      throw new TypeError(
        `Data set '${data.name}': expected values as targets, got classes; take the problem table-classifier`,
      );
    }
    const units = data.targetShape[0];
    return supervised({
      context,
      data,
      layer: fullyConnectedNet({ hidden, classes: units }),
      loss: meanSquaredError(),
      penalty: l2Strength === 0 ? undefined : l2Penalty({ strength: l2Strength }),
      metrics: { rootMeanSquaredError: inUnits(data) },
      model: [data.inputShape[0], ...hidden, units].join("-"),
    });
  },
});

/** The error in the unit of the column that is predicted. */
function inUnits({ preprocessing }: SharedDataset): typeof rootMeanSquaredError {
  const deviation = preprocessing?.kind === "table" ? preprocessing.targets[0].deviation : 1;
  const { total } = rootMeanSquaredError;
  return { ...rootMeanSquaredError, total: (sums) => deviation * total!(sums) };
}
