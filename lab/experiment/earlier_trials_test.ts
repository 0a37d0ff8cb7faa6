import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { type EnvironmentRecord, writeRun } from "@descent/reports";
import { sampleRecord } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/mod.ts";
import type { Trial } from "../trials/trial.ts";
import { trialKeys } from "../trials/trial_keys.ts";
import { failedOutcome } from "../trials/trial_outcome.ts";
import { trialRecord } from "../trials/trial_record.ts";
import { earlierTrials } from "./earlier_trials.ts";

const ignore = !isPermitted("earlierTrials", ...FILES);
const environment: Omit<EnvironmentRecord, "dtype"> = {
  ...sampleRecord().environment,
  code: "new",
  fusedMultiplyAdd: true,
};

async function named(trial: Trial, code: string) {
  return { trial, keys: await trialKeys(trial, { ...environment, code, data: { digest: "" } }) };
}

Deno.test({
  name: "earlierTrials counts records that differ in nothing but the code",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      for (const code of ["old", "older"]) {
        const { trial, keys } = await named(sampleTrial(), code);
        const record = trialRecord(trial, failedOutcome("", new Date(0)), {
          keys,
          environment: { ...environment, code },
          command: "",
        });
        await writeRun(root, record, []);
      }
      const { problem, hyperparameters } = sampleTrial();
      const cases: [changes: Partial<Trial>, count: number][] = [
        [{}, 1],
        [{ phase: "final" }, 1],
        [{ seed: 1 }, 0],
        [{ hyperparameters: { ...hyperparameters, learningRate: 0.02 } }, 0],
        [{ hyperparameters: { ...hyperparameters, beta1: 0.8 } }, 0],
        [{ problem: { ...problem, budget: { ...problem.budget, epochs: 3 } } }, 0],
        [{ problem: { ...problem, dtype: "f64" } }, 0],
      ];
      for (const [changes, count] of cases) {
        const trial = await named(sampleTrial(changes), "new");
        assertEquals(await earlierTrials(root, [trial], environment), count);
      }
    }),
});

Deno.test({
  name: "earlierTrials counts records of another text of a third party's module",
  ignore,
  fn: () =>
    withTemporaryFolder(async (root) => {
      const of = (digest: string) =>
        named(sampleTrial({ plugin: { address: "./mine.ts", digest } }), "new");
      const { trial, keys } = await of("old");
      const context = { keys, environment, command: "" };
      await writeRun(root, trialRecord(trial, failedOutcome("", new Date(0)), context), []);
      assertEquals(await earlierTrials(root, [await of("new")], environment), 1);
      const plugin = { address: "./mine.ts", digest: "old" };
      const inside = await named(sampleTrial({ plugin, observe: ["diagnostics"] }), "new");
      assertEquals(await earlierTrials(root, [inside], environment), 0, "the same text");
    }),
});
