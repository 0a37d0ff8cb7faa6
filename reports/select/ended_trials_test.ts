import { assertEquals } from "@std/assert";
import { sampleRecord } from "../testing/sample_run.ts";
import { endedTrials } from "./ended_trials.ts";

Deno.test("endedTrials counts what diverged and what failed, and says nothing of none", () => {
  const lost = sampleRecord({ status: "diverged", divergedAtStep: 1 });
  const failed = sampleRecord({ status: "failed", error: "no" });
  assertEquals(endedTrials([]), "0");
  assertEquals(endedTrials(Array(1200).fill(sampleRecord())), "1,200");
  assertEquals(endedTrials([sampleRecord(), lost, failed, failed]), "4 (1 diverged, 2 failed)");
});
