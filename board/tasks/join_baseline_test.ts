import { assertEquals, assertRejects } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { joinBaseline } from "./join_baseline.ts";

const baseline = {
  ...{ plan: samplePlan(), hash: "", tables: "", fusedMultiplyAdd: true },
  trials: sampleTrials(),
};

Deno.test("joinBaseline puts a rule in the place of an earlier one of its name", async () => {
  const plan = samplePlan({ rules: [baseline.plan.rules[0]] });
  const trials = sampleTrials(plan).map((trial) => ({ ...trial, evaluations: 7 }));
  const joined = await joinBaseline(baseline, plan, trials);
  assertEquals(joined.plan.rules.map(({ name }) => name), ["adamw", "momentum"]);
  const evaluations = (rule: string) =>
    new Set(joined.trials.filter((trial) => trial.rule === rule).map((each) => each.evaluations));
  assertEquals([...evaluations("momentum"), ...evaluations("adamw")], [7, 100]);
});

Deno.test("joinBaseline refuses other data, and other variants", async () => {
  const { problems: [problem] } = baseline.plan;
  for (
    const other of [
      { data: "9".repeat(64) },
      { variants: [{ seed: 1, options: { hidden: 7 }, data: "" }] },
    ]
  ) {
    const plan = samplePlan({ problems: [{ ...problem, ...other }] });
    await assertRejects(
      () => joinBaseline(baseline, plan, []),
      Error,
      "expected two-layer with the data",
    );
  }
});
