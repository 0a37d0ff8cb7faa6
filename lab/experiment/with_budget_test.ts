import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import { withBudget } from "./with_budget.ts";

Deno.test("withBudget changes the budget's fields that it is given, and nothing else", () => {
  const trial = sampleTrial();
  const { problem, ...others } = withBudget(trial, { epochs: 7 });
  assertEquals({ ...others, problem: trial.problem }, trial);
  assertEquals(problem, { ...trial.problem, budget: { ...trial.problem.budget, epochs: 7 } });
});
