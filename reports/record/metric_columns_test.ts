import { assertEquals, assertThrows } from "@std/assert";
import type { Scores } from "./metric.ts";
import { extraColumns, isMetricColumn, metricColumns } from "./metric_columns.ts";
import type { MetricsRow } from "./metrics_row.ts";

function row(scores: Scores): MetricsRow {
  return { step: 1, epoch: 1, seconds: 1, gradientEvaluations: 1, learningRate: null, scores };
}

Deno.test("metricColumns goes by split, then by the order in which rows name the metrics", () => {
  const rows = [
    row({ "validation/loss": 1, "train/loss": 1 }),
    row({ "test/loss": 1, "train/accuracy": null, "validation/loss": 1 }),
  ];
  assertEquals(metricColumns(rows), [
    "train/loss",
    "train/accuracy",
    "validation/loss",
    "test/loss",
  ]);
  const wrong = { "dev/loss": 1 } as Scores;
  assertThrows(() => metricColumns([row(wrong)]), RangeError, "'dev/loss'");
});

Deno.test("extraColumns is the sorted union, and refuses the names of other columns", () => {
  assertEquals(extraColumns(["b", "a", "b"]), ["a", "b"]);
  for (const name of ["step", "gradient_evaluations", "train/loss", "test/anything"]) {
    assertThrows(() => extraColumns([name]), RangeError, `'${name}'`);
  }
});

Deno.test("isMetricColumn wants a split and a slash", () => {
  const names = ["train/loss", "validation/x", "test/", "train", "training/loss", "a/train/loss"];
  assertEquals(names.map(isMetricColumn), [true, true, true, false, false, false]);
});
