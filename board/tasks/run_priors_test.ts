import { assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { planDigest } from "../protocol/board_plan.ts";
import { priorRate } from "../protocol/prior_rate.ts";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { storedFiles } from "../trials/read_board.ts";
import { adamw } from "@descent/optim";
import { ratePriors, runPriors } from "./run_priors.ts";

Deno.test("ratePriors leaves out a rate at an edge", () => {
  const trials = sampleTrials().map((trial) =>
    trial.rule === "adamw" ? { ...trial, hyperparameters: { learningRate: 0.1 } } : trial
  );
  assertEquals(ratePriors(samplePlan(), trials), { momentum: { "two-layer": 0.05 }, adamw: {} });
});

Deno.test({
  name: "runPriors writes what searches read",
  ignore: !isPermitted("lab priors", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using _log = stub(console, "log");
      const plan = samplePlan();
      const index = { plan, hash: await planDigest(plan), fusedMultiplyAdd: true };
      for (const [name, text] of Object.entries(await storedFiles(index, sampleTrials()))) {
        await Deno.writeTextFile(`${folder}/${name}`, text);
      }
      assertEquals(await runPriors([folder, `--out=${folder}/priors.json`]), 0);
      const priors = JSON.parse(await Deno.readTextFile(`${folder}/priors.json`));
      assertEquals(priors.adamw, { "two-layer": 0.001 });
      assertEquals(priorRate(adamw, "another", priors).problems, 0);
    }),
});
