import { assert, assertEquals } from "@std/assert";
import { parseRunRecord } from "./parse_run_record.ts";
import { sampleRecord, sampleRun } from "./sample_run.ts";

Deno.test("A sample is a valid record, with what was asked to differ", () => {
  const record = sampleRecord({ seed: 7 });
  assertEquals(parseRunRecord(JSON.parse(JSON.stringify(record)), "sample").seed, 7);
});

Deno.test("A sample run's evaluations end where its record ends", () => {
  const { record, metrics } = sampleRun();
  assert(metrics.length > 0);
  assertEquals(metrics.at(-1)!.step, record.results.steps);
});
