import { assertEquals, assertThrows } from "@std/assert";
import type { MetricTable } from "./metric.ts";
import type { MetricsRow } from "./metrics_row.ts";
import { parseMetrics } from "./parse_metrics.ts";
import { stringifyMetrics } from "./stringify_metrics.ts";

const ROW: MetricsRow = {
  step: 100,
  epoch: 0.5,
  seconds: 1.25,
  gradientEvaluations: 100,
  learningRate: null,
  scores: { "train/loss": 0.1 + 0.2, "validation/loss": 5e-324 },
};
const FIXED = "step,epoch,seconds,gradient_evaluations,learning_rate";
const HEADER = `${FIXED},train/loss`;
const METRICS: MetricTable = { loss: { title: "loss", better: "lower", format: "number" } };

Deno.test("parseMetrics reads back every number, the ones of a divergence too", () => {
  const scores = { "train/loss": Infinity, "validation/loss": NaN };
  const rows: MetricsRow[] = [
    ROW,
    { ...ROW, scores, extra: { 'norm,"of" hidden': 0.25 } },
    {
      ...ROW,
      scores: { ...scores, "train/loss": -Infinity },
      extra: { 'norm,"of" hidden': null, b: 2 },
    },
  ];
  const read = parseMetrics(stringifyMetrics(rows), "m.csv", METRICS);
  assertEquals(read, [
    { ...rows[0], extra: { 'norm,"of" hidden': null, b: null } },
    { ...rows[1], extra: { 'norm,"of" hidden': 0.25, b: null } },
    rows[2],
  ]);
});

Deno.test("parseMetrics reads a trial without any evaluation", () => {
  assertEquals(parseMetrics(stringifyMetrics([]), "m.csv"), []);
});

Deno.test("parseMetrics says which file, line and column is damaged", () => {
  const cases: [csv: string, message: string][] = [
    ["", "Metrics m.csv: column 'step' is missing; run the trial again"],
    [
      `${HEADER}\r\n1,1,1,1,1,x\r\n`,
      "Metrics m.csv: line 2, column 'train/loss': 'x'; wanted a number",
    ],
    [
      `${HEADER}\r\n,1,1,1,1,1\r\n`,
      "Metrics m.csv: line 2, column 'step': empty; wanted a number",
    ],
    [
      `${HEADER}\r\n1,1,1,,1,1\r\n`,
      "Metrics m.csv: line 2, column 'gradient_evaluations': empty; wanted a number",
    ],
  ];
  for (const [csv, message] of cases) {
    assertEquals(assertThrows(() => parseMetrics(csv, "m.csv"), SyntaxError).message, message);
  }
  for (const line of ["1,1", "1,1,1,1,1,1,1", '"1']) {
    const csv = `${HEADER}\r\n${line}\r\n`;
    assertThrows(() => parseMetrics(csv, "m.csv"), SyntaxError, "not a CSV file");
  }
});

Deno.test("parseMetrics refuses a metric that the problem lacks, and the file of an earlier release", () => {
  const foreign = `${FIXED},train/accuracy\r\n1,1,1,1,1,1\r\n`;
  assertEquals(parseMetrics(foreign, "m.csv")[0].scores, { "train/accuracy": 1 });
  assertThrows(() => parseMetrics(foreign, "m.csv", METRICS), SyntaxError, "'train/accuracy'");
  const former = "step,epoch,seconds,train_loss,learning_rate\r\n1,1,1,1,1\r\n";
  assertThrows(
    () => parseMetrics(former, "m.csv"),
    SyntaxError,
    "column 'gradient_evaluations' is missing; run the trial again",
  );
});
