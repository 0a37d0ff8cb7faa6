import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { fullyConnected } from "./fully_connected.ts";
import type { OptionValue } from "./contract/option.ts";
import { chooseProblem } from "./contract/problem_choice.ts";

const counts = { trainCount: 40, validationCount: 10, testCount: 2 };

async function built(given: Record<string, OptionValue>) {
  const engine = createEngine();
  const { options } = chooseProblem(fullyConnected, { options: { ...counts, ...given } });
  const data = await fullyConnected.load(options, {});
  const context = {
    engine,
    dtype: "f64",
    batchSize: 16,
    random: randomStream({ seed: 1 }),
  } as const;
  return fullyConnected.create(data, options, context);
}

Deno.test("fullyConnected says in its model what it is made of", async () => {
  const text = async (given: Record<string, OptionValue>) => (await built(given)).model;
  assertEquals(await text({ hidden: [] }), "784-10");
  assertEquals(await text({ hidden: [3, 4], activation: "sigmoid" }), "784-3-4-10, sigmoid");
  assertEquals(
    await text({ hidden: [4, 4], normalization: "batch", residual: true }),
    "784-4-4-10, batch norm, residual",
  );
});

Deno.test("fullyConnected learns a subset, with the mean of all that was loaded", async () => {
  const some = await built({ trainSubset: 20, pixels: "raw" });
  assertEquals([some.examples.train, some.stepsPerEpoch, some.nextBatch(1), some.nextBatch(2)], [
    20,
    2,
    16,
    4,
  ]);
});

Deno.test("fullyConnected adds its penalty to the training loss alone", async () => {
  const [plain, penalized] = [await built({}), await built({ l2Strength: 0.1 })];
  const norm = plain.parameters.filter(({ decays }) => decays)
    .reduce((sum, { value }) => sum + [...value.data].reduce((part, w) => part + w * w, 0), 0);
  for (const problem of [plain, penalized]) problem.nextBatch(1);
  const difference = penalized.gradients() - plain.gradients();
  assertEquals(Math.abs(difference - 0.05 * norm) < 1e-12 * norm, true);
  assertEquals(penalized.evaluate("validation"), plain.evaluate("validation"));
});
