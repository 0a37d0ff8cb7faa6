import type { Run } from "@descent/reports";
import { sampleRecord, sampleRun } from "@descent/reports/testing";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { scoresBy } from "./scores_by.ts";

function run(
  filters: number,
  batchSize: number,
  accuracy: number | null,
): Run {
  const { results } = sampleRecord();
  const final = { ...results.final, "validation/accuracy": accuracy };
  return sampleRun({
    setting: { id: "x", hyperparameters: { learningRate: 0.1 }, variables: { filters, batchSize } },
    results: { ...results, final },
    ...(accuracy === null ? { status: "diverged", divergedAtStep: 3 } : {}),
  });
}

Deno.test("scoresBy takes the seeds of each value together", () => {
  const runs = [
    run(50, 15, 0.9),
    run(5, 15, 0.8),
    run(5, 15, 0.82),
    run(15, 15, null),
  ];
  const scores = scoresBy(runs, "filters");
  assertEquals([...scores].map(([value, { count }]) => [value, count]), [[5, 2], [50, 1]]);
  assertAlmostEquals(scores.get(5)!.mean, 0.81, 1e-12);
});
