import { assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { judgedLosses } from "./judged_losses.ts";

Deno.test("judgedLosses counts a judge that diverged or failed as its untrained model", () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan).map((trial) =>
    trial.phase === "judge" && trial.rule === "momentum" && trial.seed < 3
      ? {
        ...trial,
        ...{ status: trial.seed === 1 ? "diverged" as const : "failed" as const },
        ...{ validation: null, test: null },
        untrainedTest: trial.seed === 1 ? 2.5 : null,
        untrainedValidation: trial.seed === 1 ? 2.5 : null,
      }
      : trial
  );
  const { logs, diverged } = judgedLosses(plan, trials);
  assertEquals(diverged, [[2], [0]]);
  assertAlmostEquals(logs[0][0][0], Math.log(2.5));
  // What failed tells nothing of its start; the other rule's judge of the seed does.
  assertAlmostEquals(logs[0][0][1], Math.log(2.5));
});

Deno.test("judgedLosses counts all seeds of a rule without any judge as diverged", () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan)
    .filter(({ phase, rule }) => phase !== "judge" || rule === "adamw");
  const { logs, diverged, problems } = judgedLosses(plan, trials);
  assertEquals([diverged[0], problems], [[4], ["two-layer"]]);
  logs[0][0].forEach((log) => assertAlmostEquals(log, Math.log(2.5)));
});

Deno.test("judgedLosses has a floor for a loss of 0, and leaves out a problem of which nothing is known", () => {
  const plan = samplePlan();
  const zero = sampleTrials(plan).map((trial) => ({ ...trial, test: trial.test && 0 }));
  assertAlmostEquals(judgedLosses(plan, zero).logs[0][0][0], Math.log(2.5e-10), 1e-9);
  assertEquals(judgedLosses(plan, []).problems, []);
});
