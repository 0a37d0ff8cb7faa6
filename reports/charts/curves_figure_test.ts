import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Scores } from "../record/metric.ts";
import type { MetricsRow } from "../record/metrics_row.ts";
import { type CurveChart, curvesFigure } from "./curves_figure.ts";

function row(step: number, scores: Scores, values: Partial<MetricsRow> = {}): MetricsRow {
  return {
    step,
    epoch: step / 10,
    seconds: step / 100,
    gradientEvaluations: 3 * step,
    learningRate: null,
    scores,
    ...values,
  };
}

/** A row of a training loss. */
function loss(step: number, value: number, values: Partial<MetricsRow> = {}): MetricsRow {
  return row(step, { "train/loss": value }, values);
}

const ACCURACY = { title: "Accuracy", column: "validation/accuracy", format: "percent" } as const;
const LOSS = { title: "Loss", column: "train/loss", scale: "log" } as const;

Deno.test("curvesFigure draws the mean in a band from the lowest to the highest seed", () => {
  const runs = [[0.5, 0.8], [0.6, 0.9], [0.1, 0.85]].map((values) =>
    values.map((value, index) => row(10 * (index + 1), { "validation/accuracy": value }))
  );
  const { data } = curvesFigure(
    [{ name: "adam", title: "Adam", runs }],
    ACCURACY,
    ["step"],
    "name",
  );
  const [band, line] = data;
  assertEquals(band.y, [60, 90, 80, 10]);
  assertEquals(band.x, [10, 20, 20, 10]);
  assertEquals(line.y, [40, 85]);
  assertEquals(line.x, [10, 20]);
});

Deno.test("curvesFigure draws no band around a single seed", () => {
  const runs = [[loss(1, 1), loss(2, 0.5)]];
  const { data } = curvesFigure([{ name: "adam", title: "Adam", runs }], LOSS, ["step"], "name");
  assertEquals(data.length, 1);
});

Deno.test("curvesFigure leaves out what was not measured or not finite", () => {
  const runs = [
    [loss(1, 1), loss(2, Infinity)],
    [loss(1, 3), loss(2, 2), loss(3, NaN), row(4, {})],
  ];
  const { data } = curvesFigure([{ name: "sgd", title: "SGD", runs }], LOSS, ["step"], "name");
  assertEquals(data[1].y, [2, 2]);
  assertEquals(data[1].x, [1, 2]);
});

Deno.test("curvesFigure thins long curves, keeps both ends and every extreme, and says so", () => {
  const spikes = new Map([[17, 90], [2501, 1e-4], [4998, 80]]);
  const rows = Array.from(
    { length: 5001 },
    (_, step) => loss(step, spikes.get(step) ?? 1 / (step + 1)),
  );
  const series = [{ name: "sgd", title: "SGD", runs: [rows] }];
  const { data: [line], thinnedFrom } = curvesFigure(series, LOSS, ["step"], "name");
  const [x, y] = [line.x as number[], line.y as number[]];
  assert(x.length <= 160);
  assertEquals([x[0], x.at(-1)], [0, 5000]);
  assertEquals(x, x.toSorted((a, b) => a - b));
  for (const [step, value] of spikes) assertEquals(y[x.indexOf(step)], value);
  assertEquals(thinnedFrom, 5001);
  const short = [{ name: "sgd", title: "SGD", runs: [rows.slice(0, 160)] }];
  assertEquals(curvesFigure(short, LOSS, ["step"], "name").thinnedFrom, undefined);
});

Deno.test("curvesFigure gives every trace its place on every axis", () => {
  const runs = [[loss(10, 1)], [loss(10, 2, { seconds: 0.3 })]];
  const { data, choices } = curvesFigure(
    [{ name: "sgd", title: "SGD", runs }, { name: "adam", title: "Adam", runs: [runs[0]] }],
    LOSS,
    ["epoch", "seconds", "gradientEvaluations"],
    "name",
  );
  assertEquals(data.length, 3);
  assertEquals(choices!.map(({ title }) => title), [
    "Epoch",
    "Training time (s)",
    "Gradient evaluations",
  ]);
  assertEquals(choices![0].x, [[1, 1], [1], [1]]);
  assertAlmostEquals(choices![1].x[1][0], 0.2, 1e-12);
  assertEquals(choices![2].x[2], [30]);
});

Deno.test("curvesFigure draws fields of a row too, such as its learning rate", () => {
  const runs = [[row(1, {}, { learningRate: 0.5 }), row(2, {}, { learningRate: 0.25 })]];
  const chart = { title: "Learning rate", column: "learningRate" };
  const { data } = curvesFigure([{ name: "a", title: "A", runs }], chart, ["step"], "order");
  assertEquals(data[0].y, [0.5, 0.25]);
});

Deno.test("curvesFigure reads extra columns and keeps a logarithmic axis to given limits", () => {
  const runs = [[
    row(1, {}, { extra: { "gradient_norm.hidden1": 0.5 } }),
    row(2, {}, { extra: {} }),
  ]];
  const { data, layout } = curvesFigure(
    [{ name: "relu", title: "ReLU", runs }],
    { title: "Norm", column: "gradient_norm.hidden1", scale: "log", limits: [0.01, 10] },
    ["step"],
    "order",
  );
  assertEquals(data[0].y, [0.5]);
  const range = (layout.yaxis as { range: number[] }).range;
  assertAlmostEquals(range[0], -2, 1e-12);
  assertAlmostEquals(range[1], 1, 1e-12);
});

Deno.test("curvesFigure escapes titles, in which Plotly reads tags", () => {
  const title = '<a href="javascript:alert(1)">&';
  const runs = [[loss(1, 1)]];
  const figure = curvesFigure([{ name: title, title, runs }], LOSS, ["step"], "name");
  assertEquals(figure.data[0].name, '&lt;a href="javascript:alert(1)"&gt;&amp;');
});

Deno.test("curvesFigure says in words where the lines end", () => {
  const runs = [[row(1, { "validation/accuracy": 0.5 }), row(2, { "validation/accuracy": 0.975 })]];
  const { description } = curvesFigure(
    [{ name: "adam", title: "Adam", runs }],
    ACCURACY,
    ["epoch"],
    "name",
  );
  assertEquals(description, "Lines: Accuracy by epoch. At the end: Adam 97.50\u202f%.");
});

Deno.test("curvesFigure draws an empty chart when nothing was measured", () => {
  const series = [{ name: "sgd", title: "SGD", runs: [[row(1, {})]] }];
  assertEquals(curvesFigure(series, LOSS, ["step"], "name").data, []);
});

Deno.test("curvesFigure draws a level line for each reference, on a logarithmic axis too", () => {
  const series = [{ name: "adam", title: "Adam", runs: [[loss(1, 2), loss(2, 0.1)]] }];
  const references = [{ title: "a < b", value: 0.01 }];
  for (const scale of ["linear", "log"] as const) {
    const { layout, description } = curvesFigure(
      series,
      { ...LOSS, scale, references },
      ["step"],
      "name",
    );
    const [shape] = layout.shapes as { y0: number; y1: number }[];
    const [note] = layout.annotations as { y: number; text: string }[];
    assertEquals([shape.y0, shape.y1, note.text], [0.01, 0.01, "a &lt; b"]);
    assertAlmostEquals(note.y, scale === "log" ? -2 : 0.01);
    assert(description.endsWith("Adam 0.1. a < b: 0.01."), description);
  }
});

Deno.test("curvesFigure has both scales where all values are positive, and shares end at 100 %", () => {
  const series = [{
    name: "a",
    title: "A",
    runs: [[row(1, {
      "train/loss": 0.5,
      "validation/accuracy": 0.999,
      "validation/loss": -0.1,
    })]],
  }];
  const figure = (chart: CurveChart) => curvesFigure(series, chart, ["step"], "name");
  const { scales, layout } = figure(LOSS);
  assertEquals((scales!.linear.yaxis as { type?: string }).type, undefined);
  assertEquals(scales!.log.yaxis, layout.yaxis);
  const accuracy = figure(ACCURACY);
  assertEquals(accuracy.scales, undefined);
  const { minallowed, maxallowed } = accuracy.layout.yaxis as Record<string, number>;
  assertEquals([minallowed, maxallowed], [0, 100]);
  assertEquals(figure({ title: "Loss", column: "validation/loss" }).scales, undefined);
});
