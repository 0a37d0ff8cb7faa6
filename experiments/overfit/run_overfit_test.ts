import { knownOptimizers } from "@descent/lab";
import { fakeLaboratory } from "@descent/lab/testing";
import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { bestOverfit, isGood, overfits, runOverfit } from "./run_overfit.ts";

const optimizers = (await knownOptimizers([])).slice(0, 2);

function runWith(trainAccuracy: number, validationAccuracy: number) {
  const { results } = sampleRecord();
  const final = { ...results.final, trainAccuracy, validationAccuracy };
  return sampleRun({ results: { ...results, final } });
}

const diverged = sampleRun({ status: "diverged", divergedAtStep: 2 });

Deno.test("the best has learned most of its images, and of those that have, validates best", () => {
  const runs = [runWith(0.9, 0.8), runWith(1, 0.4), runWith(1, 0.5), diverged];
  assertEquals(bestOverfit(runs), runs[2]);
  assertEquals(bestOverfit([runs[0], diverged]), runs[0]);
  assertEquals(bestOverfit([diverged]), undefined);
});

Deno.test("only a completed trial that learned every image overfits, and a good one validates too", () => {
  const runs = [runWith(1, 0.5), runWith(1, 0.49), runWith(0.98, 0.6), diverged];
  assertEquals(runs.map(overfits), [true, true, false, false]);
  assertEquals(runs.map(isGood), [true, false, false, false]);
});

Deno.test("runOverfit evaluates the map's trials at the end, and those that judge in every epoch", async () => {
  const laboratory = await fakeLaboratory(({ variables: { weightScale } }) =>
    weightScale === 0.1 ? 0.6 : 0.5
  );
  const grid = { weightScales: [0.01, 0.1], learningRates: [0.001, 0.01] };
  const options = { depth: "five", optimizers, ...grid, seed: 0, judges: [1, 2] } as const;
  const results = await runOverfit(laboratory, options);
  const [search, finals] = laboratory.calls;
  assertEquals([search.trials.length, search.toCome, finals.trials.length], [8, 4, 4]);
  const { problem, variables } = search.trials[0];
  assertEquals([problem.epochs * problem.evaluationsPerEpoch, problem.batchSize], [1, 25]);
  assertEquals(problem.network, {
    kind: "fully-connected",
    hidden: [100, 100, 100, 100],
    weight: { kind: "normal", scale: 0.01 },
  });
  assertEquals(variables, { layers: 5, weightScale: 0.01 });
  for (const { problem, variables, selection } of finals.trials) {
    assertEquals([problem.evaluationsPerEpoch, variables.weightScale], [1, 0.1]);
    assertEquals(selection, { metric: "validationAccuracy", candidates: 4, score: 0.6 });
  }
  assertEquals(results.map(({ name, grid, finals }) => [name, grid.length, finals.length]), [
    ["sgd", 4, 2],
    [optimizers[1].plugin.name, 4, 2],
  ]);
});

Deno.test("runOverfit judges nothing where nothing was completed, or nobody judges", async () => {
  const laboratory = await fakeLaboratory(() => "diverged");
  const grid = { weightScales: [1, 2], learningRates: [1, 2] };
  const options = { depth: "three", optimizers, ...grid, seed: 0 } as const;
  const [result] = await runOverfit(laboratory, { ...options, judges: [1] });
  assertEquals([result.best, result.finals], [undefined, []]);
  const completed = await fakeLaboratory(() => 0.5);
  const [unjudged] = await runOverfit(completed, { ...options, judges: [] });
  assertEquals(unjudged.finals, []);
});
