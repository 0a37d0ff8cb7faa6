import { sampleRun } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import { lostTrials } from "./lost_trials.ts";

Deno.test("lostTrials lists those that diverged or failed, the latest first, and how", () => {
  const runs = [
    sampleRun(),
    sampleRun({ seed: 1, status: "diverged", divergedAtStep: 12 }),
    sampleRun({ seed: 2, status: "failed", error: "<b>no</b>" }),
  ];
  const [section] = lostTrials(runs);
  assert(section.kind === "table");
  const ends = section.rows.map((row) => [row[2], (row[3] as { value: string }).value]);
  assertEquals(ends, [[2, "failed: <b>no</b>"], [1, "diverged at step 12"]]);
});
