import { assertEquals, assertMatch } from "@std/assert";
import {
  knownOptimizers,
  landscapeTrial,
  runTrial,
  type Trial,
  type TrialRunner,
} from "@descent/lab";
import { createEngine } from "@descent/core";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import { ruleBudget } from "../protocol/rule_budget.ts";
import { samplePlan } from "../testing/mod.ts";
import { boardTrials } from "../trials/board_trial.ts";
import { verifyTrials } from "./verify_trials.ts";

Deno.test("verifyTrials finds a trial equal, and what of it was falsified", async () => {
  using engine = createEngine();
  const data = await sampleData();
  const runner: TrialRunner = {
    run: (request) => runTrial({ ...request, engine }),
    stop() {},
    [Symbol.dispose]() {},
  };
  const [optimizer] = (await knownOptimizers([])).filter(({ plugin }) => plugin.name === "adamw");
  const { problem } = sampleTrial();
  const plan = samplePlan({
    problems: [{ choice: problem, title: "", data: "", reductions: {} }],
  });
  const trial = sampleTrial({
    optimizer: { name: "adamw", title: "AdamW" },
    problem: { ...problem, budget: ruleBudget(problem.budget, optimizer.plugin, "judge") },
    hyperparameters: { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 },
    ...{ phase: "final", testing: true },
  });
  const rowsOf = async (trial: Trial) => {
    const { landscape, ...outcome } = await runTrial({ trial, data, engine });
    const { landscape: _, ...names } = trial;
    const setting = { hyperparameters: trial.hyperparameters };
    const record = { ...names, ...outcome, setting, budget: { schedule: "" } };
    return boardTrials([{
      record: { ...record, ...landscape && { landscape } },
      metrics: outcome.metrics,
    }]);
  };
  const rows = await rowsOf(trial);
  const verify = async (trials: typeof rows) => {
    const board = { plan, hash: "", tables: "", fusedMultiplyAdd: true, trials };
    const options = { count: 9, seed: 0, optimizers: [optimizer], runners: [runner] };
    return (await verifyTrials({ board, ...options, data: () => Promise.resolve(data) }))
      .map(({ differences }) => differences.join());
  };
  assertEquals(await verify(rows), [""]);
  const [false1] = await verify([{ ...rows[0], test: rows[0].test! * 0.99 }]);
  assertMatch(false1, /^test [\d.]+ in place of [\d.]+$/);
  const [false2] = await verify([{ ...rows[0], weights: "0".repeat(64) }]);
  assertMatch(false2, /^weights /);
  const [false3] = await verify([{ ...rows[0], curve: rows[0].curve.slice(1) }]);
  assertEquals(false3, "curve");
  // The loss around a solution, which is found by its judge.
  const [seen] = await rowsOf(landscapeTrial([trial]));
  assertEquals(await verify([...rows, seen]), ["", ""]);
  const { lines, ...rest } = seen.landscape!;
  const raised = { ...rest, lines: [{ ...lines[0], barriers: [9, 9] as const }] };
  assertEquals((await verify([...rows, { ...seen, landscape: raised }])).sort(), ["", "landscape"]);
  // A hyperparameter that a later version lacks.
  const [none] = await verify([{ ...rows[0], hyperparameters: { learningRate: 0.1, beta3: 0.9 } }]);
  assertMatch(none, /^cannot be run now: .*beta3/);
  // A rule that is not known here is not tried.
  assertEquals(await verify([{ ...rows[0], rule: "mine" }]), []);
});
