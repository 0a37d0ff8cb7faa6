import { assertEquals, assertThrows } from "@std/assert";
import { type MetricsRow, parseMetrics, stringifyMetrics } from "./metrics_row.ts";

const ROW: MetricsRow = {
  step: 100,
  epoch: 0.5,
  seconds: 1.25,
  trainLoss: 0.1 + 0.2,
  trainAccuracy: null,
  validationLoss: 5e-324,
  validationAccuracy: 1,
  learningRate: 1e21,
};
const HEADER =
  "step,epoch,seconds,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate";

Deno.test("stringifyMetrics writes shortest round-trip numbers and empty cells", () => {
  assertEquals(
    stringifyMetrics([ROW]),
    `${HEADER}\r\n100,0.5,1.25,0.30000000000000004,,5e-324,1,1e+21\r\n`,
  );
});

Deno.test("parseMetrics reads back every number, the ones of a divergence too", () => {
  const rows: MetricsRow[] = [
    ROW,
    { ...ROW, trainLoss: Infinity, validationLoss: NaN, extra: { 'norm,"of" hidden': 0.25 } },
    { ...ROW, trainLoss: -Infinity, extra: { 'norm,"of" hidden': null, b: 2 } },
  ];
  const read = parseMetrics(stringifyMetrics(rows), "m.csv");
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
      `${HEADER}\r\n1,1,1,x,,,,\r\n`,
      "Metrics m.csv: line 2, column 'train_loss': 'x'; wanted a number",
    ],
    [`${HEADER}\r\n,1,1,,,,,\r\n`, "Metrics m.csv: line 2, column 'step': empty; wanted a number"],
  ];
  for (const [csv, message] of cases) {
    assertEquals(assertThrows(() => parseMetrics(csv, "m.csv"), SyntaxError).message, message);
  }
  assertThrows(() => parseMetrics(`${HEADER}\r\n1,1\r\n`, "m.csv"), SyntaxError, "not a CSV file");
});

Deno.test("stringifyMetrics refuses an extra column that hides a fixed one", () => {
  assertThrows(
    () => stringifyMetrics([{ ...ROW, extra: { train_loss: 1 } }]),
    RangeError,
    "extra column 'train_loss'",
  );
});
