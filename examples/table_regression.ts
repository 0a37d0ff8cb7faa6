/**
 * Prices of houses from a table, by linear regression: `deno task compare --problem examples/table_regression.ts`.
 *
 * The table was drawn, so that the answer is known: in thousands, `price = 60 + 2.2 area + 9 rooms − 0.8 age − 5 distance`
 * and normal noise of standard deviation 20, below which no error can be on new houses.
 *
 * @module
 */
import { shareDataset, tableDataset } from "@descent/data";
import { affine, meanSquaredError } from "@descent/layers";
import { defineProblem, LOSS, rootMeanSquaredError, supervised } from "@descent/problems";
import { parse } from "@std/csv";

const INPUTS = ["area", "rooms", "age", "distance"];

export default defineProblem({
  name: "house-prices",
  title: "House prices",
  reference: "300 houses drawn for this example",
  options: {},
  metrics: { loss: LOSS, rootMeanSquaredError },
  selection: "validation/rootMeanSquaredError",
  budget: () => ({
    batchSize: 20,
    epochs: 30,
    evaluationsPerEpoch: 1,
    schedule: "cosine",
    target: 0.22,
  }),
  learningRates: () => ({ sgd: 0.1, momentum: 0.02, rmsprop: 0.05, adam: 0.2 }),
  load: async () => {
    const text = await Deno.readTextFile(new URL("./houses.csv", import.meta.url));
    const rows = parse(text, { skipFirstRow: true });
    return shareDataset(tableDataset({
      name: "houses",
      title: "Houses",
      inputs: rows.map((row) => INPUTS.map((column) => Number(row[column]))),
      // In units of a hundred thousand, which are near 1.
      targets: rows.map(({ price }) => [Number(price) / 100]),
      source: "houses.csv",
    }));
  },
  create: (data, _options, context) =>
    supervised({
      context,
      data,
      layer: affine({ units: 1, role: "output" }),
      loss: meanSquaredError(),
      metrics: { rootMeanSquaredError },
      model: `linear in ${INPUTS.join(", ")}`,
    }),
});
