import { assert, assertEquals } from "@std/assert";
import { sensitivityFigure, type SensitivitySeries } from "./sensitivity_figure.ts";

const TITLES = { x: "Learning rate", y: "Validation accuracy", format: "percent" } as const;
const ADAM: SensitivitySeries = {
  name: "adam",
  title: "Adam",
  chosen: 0.01,
  points: [
    { x: 1, y: null, status: "diverged" },
    { x: 0.01, y: 0.9, status: "completed" },
    { x: 0.1, y: null, status: "failed" },
    { x: 0.001, y: 0.5, status: "completed" },
    { x: 0.001, y: 0.7, status: "completed" },
  ],
};
const SGD: SensitivitySeries = {
  name: "sgd",
  title: "SGD",
  chosen: null,
  points: [{ x: 0.1, y: 0.8, status: "completed" }],
};

Deno.test("sensitivityFigure orders the rates and averages seeds of the same rate", () => {
  const [line] = sensitivityFigure([ADAM], TITLES, "name").data;
  assertEquals(line.x, [0.001, 0.01]);
  assertEquals(line.y, [60, 90]);
});

Deno.test("sensitivityFigure gives trials without a score a lane of their own, never a height", () => {
  const { data, layout } = sensitivityFigure([ADAM, SGD], TITLES, "name");
  const marks = data.filter((trace) => trace.yaxis === "y2");
  assertEquals(marks.length, 1);
  assertEquals(marks[0].x, [1, 0.1]);
  assertEquals(marks[0].y, ["Adam", "Adam"]);
  assertEquals(marks[0].text, ["diverged", "failed"]);
  const scores = (layout.yaxis as { domain: number[] }).domain;
  const lane = (layout.yaxis2 as { domain: number[] }).domain;
  assert(lane[1] < scores[0]);
});

Deno.test("sensitivityFigure has no lane when every trial has a score", () => {
  const { data, layout } = sensitivityFigure([SGD], TITLES, "name");
  assertEquals([data.length, layout.yaxis2], [1, undefined]);
});

Deno.test("sensitivityFigure draws the chosen rate larger and says which it was", () => {
  const { data, description } = sensitivityFigure([ADAM, SGD], TITLES, "name");
  const [small, large] = (data[0].marker as { size: number[] }).size;
  assert(large > small);
  assertEquals(
    description,
    "Lines: Validation accuracy against Learning rate, on a logarithmic axis. " +
      "Adam best at 0.01, 2 without a score; SGD none chosen.",
  );
});

Deno.test("sensitivityFigure draws losses as they are, on a logarithmic axis where it is asked to", () => {
  const losses = { x: "Learning rate", y: "Validation loss", scale: "log" } as const;
  const { data: [line], layout } = sensitivityFigure([ADAM], losses, "name");
  assertEquals(line.y, [0.6, 0.9]);
  const { type, domain } = layout.yaxis as { type: string; domain: number[] };
  assertEquals([type, domain[1]], ["log", 1]);
});
