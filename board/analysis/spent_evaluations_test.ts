import { assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { spentEvaluations } from "./spent_evaluations.ts";

Deno.test("spentEvaluations finds a rule that evaluates more than the others, and passes over rounding", () => {
  const trials = (evaluations: number) =>
    sampleTrials().map((trial) => trial.rule === "momentum" ? { ...trial, evaluations } : trial);
  assertEquals(spentEvaluations(samplePlan(), trials(250)), [2.5, 1]);
  assertEquals(spentEvaluations(samplePlan(), trials(101)), [1, 1]);
});
