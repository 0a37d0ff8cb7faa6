import { assertEquals, assertThrows } from "@std/assert";
import type { MetricsRow } from "./metrics_row.ts";
import { stringifyMetrics } from "./stringify_metrics.ts";

const ROW: MetricsRow = {
  step: 100,
  epoch: 0.5,
  seconds: 1.25,
  gradientEvaluations: 300,
  learningRate: 1e21,
  scores: { "train/loss": 0.1 + 0.2, "train/accuracy": null, "validation/loss": 5e-324 },
};
const HEADER =
  "step,epoch,seconds,gradient_evaluations,learning_rate,train/loss,train/accuracy,validation/loss";

Deno.test("stringifyMetrics writes shortest round-trip numbers and empty cells", () => {
  assertEquals(
    stringifyMetrics([ROW]),
    `${HEADER}\r\n100,0.5,1.25,300,1e+21,0.30000000000000004,,5e-324\r\n`,
  );
});

Deno.test("stringifyMetrics has the columns of all rows, empty where a row lacks one", () => {
  const other = { ...ROW, scores: { "test/loss": 1 }, extra: { norm: 2 } };
  const [header, first, second] = stringifyMetrics([ROW, other]).split("\r\n");
  assertEquals(header, `${HEADER},test/loss,norm`);
  assertEquals(first, "100,0.5,1.25,300,1e+21,0.30000000000000004,,5e-324,,");
  assertEquals(second, "100,0.5,1.25,300,1e+21,,,,1,2");
});

Deno.test("stringifyMetrics of no evaluation is the header", () => {
  assertEquals(
    stringifyMetrics([]),
    "step,epoch,seconds,gradient_evaluations,learning_rate\r\n",
  );
});

Deno.test("stringifyMetrics refuses an extra column that hides another one", () => {
  for (const name of ["epoch", "validation/loss"]) {
    assertThrows(
      () => stringifyMetrics([{ ...ROW, extra: { [name]: 1 } }]),
      RangeError,
      `extra column '${name}'`,
    );
  }
});
