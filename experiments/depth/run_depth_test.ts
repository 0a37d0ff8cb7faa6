import { defaultOptimizers, knownOptimizers } from "@descent/lab";
import { fakeLaboratory } from "@descent/lab/testing";
import type { Run } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { quickest, runDepth } from "./run_depth.ts";

const IMAGES = {
  dataset: "digits",
  trainCount: null,
  validationCount: null,
  testCount: null,
  validationFraction: null,
  testFraction: null,
  splitSeed: 0,
  trainSubset: 1000,
  validationSubset: 500,
};

function run(stepsToTarget: number | null, validationAccuracy: number): Run {
  const { record } = sampleRun();
  const best = { ...record.results.best, "validation/accuracy": validationAccuracy };
  return sampleRun({ results: { ...record.results, best, stepsToTarget } });
}

Deno.test("quickest prefers fewer steps to the target, then the better accuracy", () => {
  const diverged = sampleRun({ status: "diverged", divergedAtStep: 2 });
  const runs = [diverged, run(null, 0.89), run(50, 0.91), run(40, 0.905), run(null, 0.5)];
  assertEquals(quickest(runs), runs[3]);
  assertEquals(quickest([runs[4], runs[1]]), runs[1]);
  assertEquals(quickest([diverged]), undefined);
});

Deno.test("runDepth builds each kind of net at each depth, and judges with other seeds", async () => {
  const laboratory = fakeLaboratory(({ hyperparameters }) =>
    hyperparameters.learningRate === 0.1 ? 0.95 : 0.5
  );
  const [sgd] = defaultOptimizers(await knownOptimizers([]));
  const options = { optimizers: [sgd], images: IMAGES, depths: [2, 5], rates: 3 };
  const results = await runDepth(laboratory, {
    ...options,
    seed: 0,
    claimSeeds: [101, 102],
    judges: [1, 2],
  });
  assertEquals(results.map(({ kind, layers }) => `${kind.name} ${layers}`), [
    "plain 2",
    "plain 5",
    "batch-norm 2",
    "batch-norm 5",
    "residual 2",
    "residual 5",
    "both 2",
    "both 5",
  ]);
  for (const { kind, layers, search, repeats, finals } of results) {
    const seeds = repeats.map(({ record }) => record.seed);
    assertEquals(seeds, kind.name === "plain" ? [101, 102, 101, 102, 101, 102] : []);
    assertEquals([search.length, finals.length], [3, 2]);
    for (const { record: { setting } } of [...search, ...finals]) {
      assertEquals(setting.variables, { net: kind.name, layers });
    }
    // All have the steps of the sample; the rate with the best accuracy wins.
    assertEquals(finals[1].record.setting.hyperparameters.learningRate, 0.1);
  }
  const problems = laboratory.calls[0].trials.filter(({ phase }) => phase === "search")
    .map(({ problem }) => problem);
  const { hidden, normalization, residual, trainSubset } = problems.at(-1)!.options;
  assertEquals([hidden, normalization, residual], [[100, 100, 100, 100], "batch", true]);
  const first = problems[0].options;
  assertEquals([first.hidden, first.normalization, first.residual], [[100], "none", false]);
  // An evaluation every ten steps of 50 images.
  assertEquals([trainSubset, problems[0].budget.evaluationsPerEpoch], [1000, 2]);
  assertEquals(laboratory.calls[0].furtherTrials, laboratory.calls[1].trials.length);
  assertEquals(results[0].finals[0].record.selection, {
    metric: "validation/accuracy",
    candidates: 3,
    score: 0.95,
  });
});
