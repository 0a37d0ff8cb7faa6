import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { metricOf } from "../record/metric.ts";
import { parseRunRecord } from "../record/parse_run_record.ts";
import { sampleRecord, sampleRegressionRun, sampleRun } from "./sample_run.ts";

Deno.test("A sample is a valid record, with what was asked to differ", () => {
  const record = sampleRecord({ seed: 7 });
  assertEquals(parseRunRecord(JSON.parse(JSON.stringify(record)), "sample").seed, 7);
});

Deno.test("A sample run's evaluations end where its record ends", () => {
  for (const { record, metrics } of [sampleRun(), sampleRegressionRun()]) {
    assert(metrics.length > 0);
    assertEquals(metrics.at(-1)!.step, record.results.steps);
    assertEquals(parseRunRecord(record, "sample"), record);
    for (const key of metrics.flatMap(({ scores }) => Object.keys(scores))) {
      metricOf(record.problem.metrics, key);
    }
  }
});

Deno.test("Samples have one id exactly when they are the same trial", () => {
  const { trialId } = sampleRecord();
  assertEquals(sampleRecord({ phase: "search" }).trialId, trialId);
  assertNotEquals(sampleRecord({ seed: 7 }).trialId, trialId);
  assertEquals(sampleRecord({ trialId: "0".repeat(16) }).trialId, "0".repeat(16));
});
