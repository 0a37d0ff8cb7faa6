import { knownOptimizers } from "@descent/lab";
import { fakeLaboratory } from "@descent/lab/testing";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { runOf } from "./_sample_overfit.ts";
import { bestOverfit, isGood, overfits, runOverfit } from "./run_overfit.ts";

const optimizers = (await knownOptimizers([])).slice(0, 2);
const images = {
  dataset: "digits",
  trainCount: null,
  validationCount: null,
  testCount: null,
  validationFraction: null,
  testFraction: null,
  splitSeed: 0,
  trainSubset: 50,
};
const grid = { weightScales: [0.01, 0.1], learningRates: [0.001, 0.01] };
const options = { images, optimizers, ...grid, seed: 0 };
const diverged = sampleRun({ status: "diverged", divergedAtStep: 2 });

Deno.test("the best has learned most of its images, and of those that have, validates best", () => {
  const runs = [runOf(1, 0.9, 0.8), runOf(1, 1, 0.4), runOf(1, 1, 0.5), diverged];
  assertEquals(bestOverfit(runs), runs[2]);
  assertEquals(bestOverfit([runs[0], diverged]), runs[0]);
  assertEquals(bestOverfit([diverged]), undefined);
});

Deno.test("only a completed trial that learned every image overfits, and a good one validates too", () => {
  const runs = [runOf(1, 1, 0.5), runOf(1, 1, 0.49), runOf(1, 0.98, 0.6), diverged];
  assertEquals(runs.map(overfits), [true, true, false, false]);
  assertEquals(runs.map(isGood), [true, false, false, false]);
});

Deno.test("runOverfit evaluates the map's trials at the end, and those that judge in every epoch", async () => {
  const laboratory = fakeLaboratory(({ variables: { weightScale } }) =>
    weightScale === 0.1 ? 0.6 : 0.5
  );
  await runOverfit(laboratory, { ...options, depths: [5], judges: [1, 2] });
  const [search, finals] = laboratory.calls;
  assertEquals([search.trials.length, search.furtherTrials, finals.trials.length], [8, 4, 4]);
  const { problem: { options: chosen, budget }, variables } = search.trials[0];
  assertEquals([budget.epochs * budget.evaluationsPerEpoch, budget.batchSize], [1, 25]);
  assertEquals([budget.schedule, budget.target], ["constant", null]);
  assertEquals([chosen.hidden, chosen.trainSubset, chosen.pixels], [Array(4).fill(100), 50, "raw"]);
  assertEquals([chosen.initialWeights, chosen.weightScale], ["normal", 0.01]);
  assertEquals(variables, { layers: 5, weightScale: 0.01 });
  for (const { problem: { budget, options }, variables, selection } of finals.trials) {
    assertEquals([budget.evaluationsPerEpoch, budget.epochs], [1, 20]);
    assertEquals([options.weightScale, variables.weightScale], [0.1, 0.1]);
    assertEquals(selection, { metric: "validation/accuracy", candidates: 4, score: 0.6 });
  }
});

Deno.test("runOverfit gives each depth and optimizer its own trials", async () => {
  const laboratory = fakeLaboratory(({ variables: { layers }, optimizer: { name } }) =>
    layers === 3 && name === "sgd" ? "diverged" : 0.5
  );
  const results = await runOverfit(laboratory, { ...options, depths: [3, 5], judges: [1, 2] });
  const [{ plugin: { name } }] = optimizers.slice(1);
  assertEquals(
    results.map(({ depth, name, best, grid, finals }) => [
      depth,
      name,
      best === undefined,
      grid.length,
      finals.length,
    ]),
    [
      [3, "sgd", true, 4, 0],
      [3, name, false, 4, 2],
      [5, "sgd", false, 4, 2],
      [5, name, false, 4, 2],
    ],
  );
  for (const { depth, name, grid, finals } of results) {
    for (const { record: { optimizer, setting } } of [...grid, ...finals]) {
      assertEquals([setting.variables.layers, optimizer.name], [depth, name]);
    }
  }
});
