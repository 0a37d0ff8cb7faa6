import { assertEquals, assertThrows } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { distinctTrials } from "./_distinct_trials.ts";

Deno.test("distinctTrials keeps each trial once, the one that judges before the one that searches", () => {
  const search = sampleRun({ phase: "search" });
  const final = sampleRun({ phase: "final" });
  const other = sampleRun({ seed: 1 });
  assertEquals(distinctTrials([search, other, final]), [final, other]);
  assertEquals(distinctTrials([final, other, search]), [final, other]);
});

Deno.test("distinctTrials refuses one id for two trials, and names both", () => {
  const { trialId } = sampleRun().record;
  const runs = [sampleRun(), sampleRun({ seed: 1, trialId })];
  const { message } = assertThrows(() => distinctTrials(runs), RangeError, trialId);
  assertEquals(["seed-0", "seed-1"].filter((seed) => message.includes(seed)).length, 2);
});
