import { assertEquals } from "@std/assert";
import { sampleTrial } from "@descent/lab/testing";
import { measuredTrial } from "./measured_trial.ts";

Deno.test("measuredTrial is the same training but for ten measurements", () => {
  const judge = sampleTrial({ testing: true, phase: "final" });
  const { budget } = measuredTrial(judge).problem;
  assertEquals(Math.round(budget.epochs * budget.evaluationsPerEpoch), 10);
  assertEquals({ ...budget, evaluationsPerEpoch: 0 }, {
    ...judge.problem.budget,
    evaluationsPerEpoch: 0,
  });
});
