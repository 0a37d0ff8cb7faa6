import { isPermitted } from "@descent/cli/testing";
import { chooseProblem, tableClassifier } from "@descent/problems";
import { parseRunRecord } from "@descent/reports/record";
import { assertEquals } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { currentEnvironment } from "../trials/environment.ts";
import type { Trial } from "../trials/trial.ts";
import { trialKeys } from "../trials/trial_keys.ts";
import { failedOutcome } from "../trials/trial_outcome.ts";
import { trialRecord } from "../trials/trial_record.ts";
import { trialOfRecord } from "./trial_of_record.ts";

const module = { address: "file:///mine.ts", digest: "5a" };
const trials: Readonly<Record<string, Partial<Trial>>> = {
  plain: {},
  tested: { testing: true, observe: ["gradientNorms"], variables: { depth: 2 }, seed: 7 },
  f64: { problem: chooseProblem(tableClassifier, { dtype: "f64", budget: { epochs: 0.5 } }) },
  watched: {
    problem: chooseProblem(tableClassifier, {
      budget: { examplesPerEvaluation: 3, heldOutOnly: true },
    }),
  },
  "step decay": {
    problem: chooseProblem(tableClassifier, {
      budget: { schedule: { kind: "step-decay", everyEpochs: 2, factor: 0.5 }, target: null },
    }),
  },
  modules: {
    plugin: module,
    problem: {
      ...chooseProblem(tableClassifier, { budget: { schedule: { kind: "module", ...module } } }),
      source: { ...module, digest: "a5" },
    },
  },
};

for (const [name, changes] of Object.entries(trials)) {
  Deno.test({
    name: `trialOfRecord gives a trial with the identity of the one that was run: ${name}`,
    ignore: !isPermitted("identities", { name: "read" }),
    fn: async () => {
      const trial = sampleTrial(changes), data = await sampleData();
      const keysOf = (trial: Trial) =>
        trialKeys(trial, { data, code: "5a", fusedMultiplyAdd: true });
      const keys = await keysOf(trial);
      const context = { keys, environment: currentEnvironment(), command: "" };
      const record = trialRecord(trial, failedOutcome("m is undefined", new Date()), context);
      const read = parseRunRecord(JSON.parse(JSON.stringify(record)), "a file");
      assertEquals((await keysOf(trialOfRecord(read))).trialId, keys.trialId);
    },
  });
}
