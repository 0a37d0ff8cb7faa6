import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { Run } from "../run_folder.ts";
import { sampleRecord, sampleRun } from "../sample_run.ts";
import { heatMap } from "./heat_map.ts";

function run(learningRate: number, depth: number | string, accuracy: number | null): Run {
  const { results } = sampleRecord();
  return sampleRun({
    setting: { id: "s", hyperparameters: { learningRate }, variables: { depth } },
    results: { ...results, best: { ...results.best, validationAccuracy: accuracy } },
  });
}

const OPTIONS = {
  title: "Map",
  x: { name: "learningRate", title: "Learning rate" },
  y: { name: "depth", title: "Depth" },
  score: ({ results }: Run["record"]) => results.best.validationAccuracy,
};

Deno.test("heatMap orders its axes, averages seeds and leaves cells without a score empty", () => {
  const runs = [run(0.1, 3, 0.5), run(0.01, 3, null), run(0.1, 2, 0.2), run(0.1, 3, 0.8)];
  const { x, y, cells } = heatMap(runs, OPTIONS);
  assertEquals([x.values, y.values], [[0.01, 0.1], [2, 3]]);
  assertEquals([cells[0], cells[1][0]], [[null, 0.2], null]);
  assertAlmostEquals(cells[1][1]!, 0.65, 1e-12);
});

Deno.test("heatMap puts texts after numbers, in the trials' order", () => {
  const runs = [run(1, "with", 1), run(1, 5, 1), run(1, "without", 1)];
  assertEquals(heatMap(runs, OPTIONS).y.values, [5, "with", "without"]);
});

Deno.test("heatMap names a value that a setting lacks", () => {
  assertThrows(
    () => heatMap([sampleRun()], OPTIONS),
    RangeError,
    "Setting 'lr=0.001': no value named 'depth'; it has learningRate, beta1",
  );
});
