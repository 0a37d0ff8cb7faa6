import { createEngine, randomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { assertAlmostEquals, assertThrows } from "@std/assert";
import { chooseProblem } from "./contract/problem_choice.ts";
import { tableRegressor } from "./table_regressor.ts";

Deno.test("the error is in the target's unit, and a table of classes is refused", async () => {
  using engine = createEngine();
  const create = async (dataset: string) => {
    const { options } = chooseProblem(tableRegressor, { options: { dataset } });
    const data = await tableRegressor.load(options, {}) as SharedDataset;
    const context = {
      engine,
      dtype: "f64" as const,
      batchSize: 8,
      random: randomStream({ seed: 1 }),
    };
    return { data, problem: () => tableRegressor.create(data, options, context) };
  };
  const { data, problem } = await create("friedman");
  using built = problem();
  const { loss, rootMeanSquaredError } = built.evaluate("test");
  if (data.preprocessing?.kind !== "table") throw new Error("expected a table");
  const [{ deviation }] = data.preprocessing.targets;
  // The mean squared error may carry a factor of its own.
  const ratio = (rootMeanSquaredError / deviation) ** 2 / loss;
  assertAlmostEquals(ratio, Math.round(ratio), 1e-9);
  const wine = await create("wine");
  assertThrows(() => wine.problem(), TypeError, "take the problem table-classifier");
});
