import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { scoreSummary } from "./score_summary.ts";

function runWith(accuracy: number | null) {
  const { results } = sampleRecord();
  const final = { ...results.final, "train/accuracy": accuracy };
  return sampleRun({ results: { ...results, final } });
}

Deno.test("scoreSummary summarizes the end of training, or its best moment", () => {
  const runs = [runWith(0.5), runWith(0.7), runWith(null)];
  const summary = scoreSummary(runs, "train/accuracy")!;
  assertEquals([summary.count, summary.minimum, summary.maximum], [2, 0.5, 0.7]);
  assertAlmostEquals(summary.mean, 0.6);
  assertAlmostEquals(scoreSummary(runs, "train/accuracy", "best")!.mean, 0.99);
});

Deno.test("scoreSummary counts a trial that diverged as its untrained model, never leaves it out", () => {
  // Four of five diverged: the one that did not must not stand for all.
  const diverged = [1, 2, 3, 4].map((seed) =>
    sampleRun({ seed, status: "diverged", divergedAtStep: 2 })
  );
  for (const key of ["train/accuracy", "validation/accuracy"] as const) {
    const { count, mean } = scoreSummary([...diverged, sampleRun()], key)!;
    assertEquals(count, 5);
    assertLess(mean, 0.3);
  }
});

Deno.test("scoreSummary is null when no trial was completed, or none has the score", () => {
  const diverged = sampleRun({ status: "diverged", divergedAtStep: 2 });
  assertEquals(scoreSummary([diverged], "train/accuracy"), null);
  assertEquals(scoreSummary([], "train/accuracy"), null);
  assertEquals(scoreSummary([sampleRun()], "test/accuracy"), null);
});
