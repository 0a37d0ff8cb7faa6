import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { scoreSummary } from "./score_summary.ts";

function runWith(trainAccuracy: number | null) {
  const { results } = sampleRecord();
  return sampleRun({ results: { ...results, final: { ...results.final, trainAccuracy } } });
}

Deno.test("scoreSummary summarizes the end of training, or its best moment", () => {
  const runs = [runWith(0.5), runWith(0.7), runWith(null)];
  const summary = scoreSummary(runs, "trainAccuracy")!;
  assertEquals([summary.count, summary.minimum, summary.maximum], [2, 0.5, 0.7]);
  assertAlmostEquals(summary.mean, 0.6);
  assertAlmostEquals(scoreSummary(runs, "trainAccuracy", "best")!.mean, 0.99);
});

Deno.test("scoreSummary is null when no trial was completed", () => {
  const diverged = sampleRun({ status: "diverged", divergedAtStep: 2 });
  assertEquals(scoreSummary([diverged], "trainAccuracy"), null);
  assertEquals(scoreSummary([], "trainAccuracy"), null);
});
