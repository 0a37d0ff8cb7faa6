import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Trial } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";
import { overfitFiveLayer } from "./overfit_five_layer.ts";

const ARGS = ["--dataset=mnist", "--settings=3", "--seeds=2"];

/** Three layers learn all images at two weight scales, five layers at one, and only the largest rate is good. */
function outcomeOf({ variables, hyperparameters: { learningRate } }: Trial) {
  const { layers, weightScale } = variables;
  const learns = weightScale === 1 || (layers === 3 && weightScale !== 0.001);
  return {
    trainAccuracy: learns ? 1 : 0.5,
    validationAccuracy: learningRate === 0.1 ? 0.6 : 0.3,
  };
}

Deno.test("overfit-five-layer takes the three layers' trials from their experiment", async () => {
  const { laboratory } = await fakeRun(overfitFiveLayer, ARGS, outcomeOf);
  const asked = laboratory.calls.flatMap(({ trials }) => trials);
  const count = (experiment: string, phase: string) =>
    asked.filter((trial) => trial.experiment === experiment && trial.phase === phase).length;
  assertEquals(count("overfit-three-layer", "search"), 36);
  assertEquals(count("overfit-three-layer", "final"), 0);
  assertEquals(count("overfit-five-layer", "search"), 36);
  assertEquals(count("overfit-five-layer", "final"), 8);
});

Deno.test("overfit-five-layer says how much narrower the region is", async () => {
  const { page } = await fakeRun(overfitFiveLayer, ARGS, outcomeOf);
  assertStringIncludes(
    page.headline,
    "Yes, but with SGD only 3 of 9 settings do it, 0.50 times as many as with three layers; the best, " +
      "weight scale 1 and learning rate 0.1, gets 60.00 ± 0.00\u202f%",
  );
  const table = page.sections.find(({ title }) => title === "How much narrower the region is");
  assert(table?.kind === "table");
  assertEquals(table.rows[0].slice(1), [6, 3, 0.5, 2, 1, 0.5]);
});

Deno.test("overfit-five-layer does not claim a narrower region where there is none", async () => {
  const same = await fakeRun(overfitFiveLayer, ARGS, () => ({ trainAccuracy: 1 }));
  assertStringIncludes(
    same.page.headline,
    "Yes: with SGD 9 of 9 settings do it, with three layers 9;",
  );
  const none = await fakeRun(overfitFiveLayer, ARGS, () => ({ trainAccuracy: 0.5 }));
  assertEquals(none.page.headline, "No: with SGD none of 9 settings learns all 50 images.");
});
