import { assertAlmostEquals, assertEquals } from "@std/assert";
import { defaultOptimizers, knownOptimizers } from "@descent/lab";
import { fakeLaboratory } from "@descent/lab/testing";
import { LAYERS, runBatchNorm, works } from "./run_batch_norm.ts";

const optimizers = defaultOptimizers(await knownOptimizers([])).slice(0, 2);
const OPTIONS = {
  optimizers,
  images: {
    dataset: "digits",
    trainCount: null,
    validationCount: null,
    testCount: null,
    validationFraction: null,
    testFraction: null,
    splitSeed: 0,
    trainSubset: 50,
    validationSubset: 20,
  },
  weightScales: [0.01, 0.1],
  learningRates: [0.001, 0.1, 1],
  depths: [2, LAYERS],
  mapSeeds: [0],
  judges: [1, 2],
};

Deno.test("runBatchNorm maps both sides alike, and goes deeper at the best rate of each", async () => {
  const laboratory = fakeLaboratory(({ hyperparameters, variables }) => {
    const best = variables.normalization === "with" ? 1 : 0.1;
    return hyperparameters.learningRate === best && variables.weightScale === 0.1 ? 0.9 : 0.3;
  });
  const results = await runBatchNorm(laboratory, OPTIONS);
  assertEquals(results.map(({ optimizer, side }) => `${optimizer.name} ${side}`), [
    "sgd without",
    "sgd with",
    "momentum without",
    "momentum with",
  ]);
  for (const { side, optimizer, rateMap, best, depthMap, finals } of results) {
    const rate = side === "with" ? 1 : 0.1;
    assertEquals([rateMap.length, depthMap.length, finals.length], [6, 4, 2]);
    for (const { record } of [...rateMap, ...depthMap, ...finals]) {
      assertEquals(record.optimizer.name, optimizer.name);
      assertEquals(record.setting.variables.normalization, side);
    }
    for (const { record } of [best!, ...depthMap, ...finals]) {
      assertEquals(record.setting.hyperparameters.learningRate, rate);
    }
    assertEquals(depthMap.map(({ record }) => record.setting.variables.layers), [2, 2, 6, 6]);
    assertEquals(finals.map(({ record }) => [record.seed, record.phase]), [[1, "final"], [
      2,
      "final",
    ]]);
    const { metric, candidates, score } = finals[0].record.selection!;
    assertEquals([metric, candidates], ["validation/loss", 6]);
    assertAlmostEquals(score, 0.1);
  }
  const { furtherTrials } = laboratory.calls[0];
  assertEquals(furtherTrials, laboratory.calls[1].trials.length);
  for (const { problem, variables } of laboratory.calls.flatMap(({ trials }) => trials)) {
    const { hidden, normalization, initialWeights, weightScale, trainSubset } = problem.options;
    assertEquals((hidden as number[]).length, Number(variables.layers) - 1);
    assertEquals(normalization, variables.normalization === "with" ? "batch" : "none");
    assertEquals([initialWeights, weightScale], ["normal", variables.weightScale]);
    assertEquals(trainSubset, 50);
  }
  const budgetsOf = (phase: string) =>
    laboratory.calls.flatMap(({ trials }) => trials).filter((trial) => trial.phase === phase)
      .map(({ problem }) => problem.budget.evaluationsPerEpoch);
  assertEquals(new Set(budgetsOf("search")), new Set([1 / 5]));
  assertEquals(new Set(budgetsOf("final")), new Set([2]));
});

Deno.test("runBatchNorm judges nothing where every setting diverged", async () => {
  const laboratory = fakeLaboratory(({ variables }) =>
    variables.normalization === "with" ? 0.9 : "diverged"
  );
  const [without, with_] = await runBatchNorm(laboratory, OPTIONS);
  assertEquals([without.best, without.depthMap, without.finals], [undefined, [], []]);
  assertEquals([with_.depthMap.length, with_.finals.length], [4, 2]);
  assertEquals(without.rateMap.some(works), false);
});
