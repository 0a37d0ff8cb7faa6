import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import { sampleRun } from "../sample_run.ts";
import { metricsCsv } from "./metrics_csv.ts";

Deno.test("metricsCsv gives every evaluation its trial's keys and the union of extra columns", () => {
  const plain = sampleRun();
  const measured = {
    ...sampleRun({ seed: 1 }),
    metrics: plain.metrics.map((row) => ({ ...row, extra: { "gradient_norm.hidden1": 0.5 } })),
  };
  const rows = parse(metricsCsv([plain, measured]), { skipFirstRow: true });
  assertEquals(rows.map((row) => [row.seed, row.step, row["gradient_norm.hidden1"]]), [
    ["0", "40", ""],
    ["0", "80", ""],
    ["1", "40", "0.5"],
    ["1", "80", "0.5"],
  ]);
});

Deno.test("metricsCsv refuses an extra column that hides a key", () => {
  const run = sampleRun();
  const metrics = [{ ...run.metrics[0], extra: { optimizer: 1 } }];
  assertThrows(() => metricsCsv([{ ...run, metrics }]), RangeError, "'optimizer'");
});
