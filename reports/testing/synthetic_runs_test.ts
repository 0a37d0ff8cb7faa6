import { assertEquals } from "@std/assert";
import { metricOf } from "../record/metric.ts";
import { parseRunRecord } from "../record/parse_run_record.ts";
import { syntheticFunctionRuns, syntheticRegressionRuns, syntheticRuns } from "./synthetic_runs.ts";

Deno.test("synthetic runs are valid trials, each of a folder of its own, the same on every call", () => {
  for (const runsOf of [syntheticRuns, syntheticRegressionRuns, syntheticFunctionRuns]) {
    const runs = runsOf();
    assertEquals(runs, runsOf());
    assertEquals(new Set(runs.map(({ record }) => record.trialId)).size, 4 * (7 + 5));
    for (const { record, metrics } of runs) {
      assertEquals(parseRunRecord(JSON.parse(JSON.stringify(record)), "synthetic"), record);
      for (const key of metrics.flatMap(({ scores }) => Object.keys(scores))) {
        metricOf(record.problem.metrics, key);
      }
    }
  }
});

Deno.test("synthetic runs of a further optimizer leave those of the others alone", () => {
  const others = syntheticRuns([{ name: "plugin", title: "A plugin" }]);
  assertEquals(others.slice(0, 48), syntheticRuns());
  assertEquals(new Set(others.slice(48).map(({ record }) => record.optimizer.title)).size, 1);
});
