import { assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { timeRatios } from "./time_ratios.ts";

Deno.test("timeRatios: a rule of twice the loss does not get there, the reference takes as long as itself", () => {
  const plan = samplePlan();
  const { ratios, times, targets } = timeRatios(plan, sampleTrials(plan, 0.5));
  assertEquals(ratios, [[Infinity], [1]]);
  assertEquals(times[0], [Infinity]);
  assertAlmostEquals(targets[0]!, 0.25, 0.01);
});

Deno.test("timeRatios: infinite where half of the seeds do not get there, and where the reference never completed", () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan, 2).map((trial) =>
    trial.rule === "momentum" && trial.phase === "judge" && trial.seed <= 2
      ? { ...trial, curve: [[100, 9]] as const }
      : trial
  );
  assertEquals(timeRatios(plan, trials).times[0], [Infinity]);
  const lost = trials.map((trial) =>
    trial.rule === "adamw" ? { ...trial, validation: null } : trial
  );
  assertEquals(timeRatios(plan, lost).targets, [null]);
});

Deno.test("timeRatios: losses whose curves are rounded up get to themselves", () => {
  const plan = samplePlan();
  const trials = sampleTrials(plan).map((trial) => ({
    ...trial,
    curve: trial.curve.map(([evaluations, loss]) => [evaluations, loss * (1 + 4e-5)] as const),
  }));
  assertEquals(timeRatios(plan, trials).ratios[1], [1]);
});
