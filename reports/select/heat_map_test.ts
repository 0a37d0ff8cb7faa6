import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { Run } from "../record/run_folder.ts";
import { sampleRecord, sampleRegressionRun, sampleRun } from "../testing/sample_run.ts";
import { heatMap } from "./heat_map.ts";

function run(learningRate: number, depth: number | string, accuracy: number | null): Run {
  const { results } = sampleRecord();
  return sampleRun({
    setting: { id: "s", hyperparameters: { learningRate }, variables: { depth } },
    results: { ...results, best: { ...results.best, "validation/accuracy": accuracy } },
  });
}

const OPTIONS = {
  title: "Map",
  x: { name: "learningRate", title: "Learning rate" },
  y: { name: "depth", title: "Depth" },
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

Deno.test("heatMap takes the problem's selection metric, with its direction and format, or another one", () => {
  const { setting } = run(0.1, 2, null).record;
  const map = (options: Partial<Parameters<typeof heatMap>[1]>) =>
    heatMap([run(0.1, 2, 0.5)], { ...OPTIONS, ...options });
  const { better, format } = map({});
  assertEquals([better, format], ["higher", "percent"]);
  const loss = map({ metric: "train/loss", at: "final" });
  assertEquals([loss.better, loss.format, loss.cells], ["lower", "number", [[0.05]]]);
  assertEquals(map({ metric: "test/loss" }).cells, [[null]]);
  assertThrows(() => map({ metric: "test/error" }), RangeError, "'test/error'");
  const regression = heatMap([sampleRegressionRun({ setting })], OPTIONS);
  assertEquals([regression.better, regression.cells], ["lower", [[0.0425]]]);
});

Deno.test("heatMap of no trials is empty", () => {
  assertEquals(heatMap([], OPTIONS).cells, []);
});
