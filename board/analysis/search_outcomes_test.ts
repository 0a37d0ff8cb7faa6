import { assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { searchOutcomes } from "./search_outcomes.ts";

Deno.test("searchOutcomes counts draws beyond the plan, and finds a choice at an edge", () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan);
  const moved = { ...trials[1], draw: 8, hyperparameters: { learningRate: 40 } };
  const all = [...trials, moved].map((trial) =>
    trial.rule === "momentum" && trial.phase === "judge"
      ? { ...trial, draw: 8, hyperparameters: { learningRate: 40 } }
      : trial
  );
  const [[momentum], [adamw]] = searchOutcomes(plan, all);
  assertEquals([momentum.tried, momentum.extra, momentum.draw, momentum.isAtEdge], [9, 1, 8, true]);
  assertEquals([adamw.extra, adamw.isAtEdge], [0, false]);
});

Deno.test("searchOutcomes has no choice where nothing was judged", () => {
  const trials = sampleTrials().filter(({ phase }) => phase !== "judge");
  const [[{ chosen, draw }]] = searchOutcomes(samplePlan(), trials);
  assertEquals([chosen, draw], [null, null]);
});
