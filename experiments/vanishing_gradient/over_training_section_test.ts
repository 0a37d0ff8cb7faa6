import type { MetricsRow, Run } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  firstLayerSection,
  learnedSection,
  overDepthsSection,
  overTrainingSection,
} from "./over_training_section.ts";

/** A trial with one evaluation, at which the first hidden layer and the scores had these gradients. */
function run(activation: string, layers: number, first: number, scores: number): Run {
  const { record, metrics: [row] } = sampleRun({
    setting: {
      id: "",
      hyperparameters: { learningRate: 1 },
      variables: { activation, layers, weightScale: 0.1 },
    },
  });
  const extra = { "gradient_norm.scores": scores, "gradient_norm.hidden1": first };
  return { record, metrics: [{ ...row, extra }] };
}

const RUNS = [
  run("sigmoid", 2, 0.1, 1),
  run("sigmoid", 10, 1e-6, 1),
  run("sigmoid", 10, 1e-4, 1),
  run("relu", 10, 0.5, 2),
  run("relu", 10, 0, 2),
];

function norms(rows: readonly MetricsRow[]): Readonly<Record<string, number | null>>[] {
  return rows.map(({ extra }) => extra!);
}

Deno.test("each layer has a line in the chart of its net, from the first layer to the scores", () => {
  const section = overTrainingSection(RUNS, 10);
  assert(section.kind === "tabs" && section.sections[0].kind === "curves");
  const { series, charts } = section.sections[0];
  assertEquals(charts.map(({ column }) => column), [
    "Sigmoid, weight scale 0.1",
    "Relu, weight scale 0.1",
  ]);
  assertEquals(series.map(({ title }) => title), ["layer 1", "scores"]);
  // A gradient of 0 is shown at the smallest that a logarithm has a place for.
  assertEquals(norms(series[0].runs[0]), [
    { "Sigmoid, weight scale 0.1": 1e-6 },
    { "Sigmoid, weight scale 0.1": 1e-4 },
    { "Relu, weight scale 0.1": 0.5 },
    { "Relu, weight scale 0.1": 1e-12 },
  ]);
  for (const { limits } of charts) assertEquals(limits, [5e-13, 4]);
});

Deno.test("depths have charts of their own", () => {
  const section = overDepthsSection(RUNS, 0.1);
  assert(section.kind === "tabs" && section.sections[0].kind === "curves");
  assertEquals(section.sections[0].charts.map(({ column }) => column), [
    "Sigmoid, 2 layers",
    "Relu, 2 layers",
    "Sigmoid, 10 layers",
    "Relu, 10 layers",
  ]);
});

Deno.test("what reaches the first layer is a geometric mean", () => {
  const section = firstLayerSection(RUNS);
  assert(section.kind === "lines");
  const [{ series: [{ points }] }] = section.charts;
  assertEquals(points.map(({ x }) => x), [2, 10]);
  assertAlmostEquals(points[0].y, 0.1, 1e-12);
  assertAlmostEquals(points[1].y, 1e-5, 1e-12);
});

Deno.test("what was learned is a map for each activation", () => {
  const section = learnedSection(RUNS);
  assert(section.kind === "tabs" && section.sections[0].kind === "heatmaps");
  const [sigmoid, relu] = section.sections[0].maps;
  assertEquals([sigmoid.x.values, relu.x.values], [[2, 10], [10]]);
  assertEquals(sigmoid.cells, [[0.975, 0.975]]);
});
