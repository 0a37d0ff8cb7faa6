import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { sampleTrial } from "../testing/mod.ts";
import { wantedRun } from "./wanted_run.ts";

Deno.test("wantedRun changes the purpose alone, and reads metrics when they are used", () => {
  const { record, metrics } = sampleRun({ phase: "search" });
  let reads = 0;
  const former = {
    record,
    get metrics() {
      reads++;
      return metrics;
    },
  };
  const { phase, selection } = sampleTrial({ phase: "final" });
  const wanted = wantedRun(former, { phase, selection });
  assertEquals(wanted.record, { ...record, phase, selection });
  assertEquals(reads, 0);
  assertStrictEquals(wanted.metrics, metrics);
  assertStrictEquals(wantedRun(wanted, { phase, selection }), wanted);
});
