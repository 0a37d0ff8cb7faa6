import { assertEquals } from "@std/assert";
import type { Trial } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";
import { overfitThreeLayer } from "./overfit_three_layer.ts";

const ARGS = ["--dataset=mnist", "--settings=3", "--seeds=2"];

/** Learns all images at the largest weight scale but for the largest rate, which diverges. */
function outcomeOf({ variables: { weightScale }, hyperparameters: { learningRate } }: Trial) {
  if (learningRate === 0.1) return "diverged";
  const validationAccuracy = 0.5 + learningRate;
  return { validationAccuracy, trainAccuracy: weightScale === 1 ? 1 : 0.5 };
}

Deno.test("overfit-three-layer maps each optimizer over weight scale and rate", async () => {
  const { laboratory, page } = await fakeRun(overfitThreeLayer, ARGS, outcomeOf);
  const [grid, finals] = laboratory.calls.map(({ trials }) => trials);
  assertEquals([grid.length, finals.length], [4 * 9, 4 * 2]);
  assertEquals(grid[0].problem.trainCount, 50);
  assertEquals(finals.map(({ variables }) => variables.weightScale), Array(8).fill(1));
  const tabs = page.sections.find((section) => section.kind === "tabs")!;
  assertEquals(tabs.sections.map(({ title }) => title), ["SGD", "Momentum", "RMSProp", "Adam"]);
});

Deno.test("overfit-three-layer says how many settings do it and which is best", async () => {
  const { page } = await fakeRun(overfitThreeLayer, ARGS, outcomeOf);
  assertEquals(
    page.headline,
    "Yes: with SGD 2 of 9 settings do it; the best, weight scale 1 and learning rate 0.001, gets " +
      "50.10 ± 0.00\u202f% of the validation images right.",
  );
  const nothing = await fakeRun(overfitThreeLayer, ARGS, () => ({ trainAccuracy: 0.98 }));
  assertEquals(nothing.page.headline, "No: with SGD none of 9 settings learns all 50 images.");
  const diverged = await fakeRun(overfitThreeLayer, ARGS, () => "diverged");
  assertEquals(diverged.page.headline, nothing.page.headline);
});
