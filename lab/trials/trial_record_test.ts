import { parseRunRecord } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { sampleDataset } from "@descent/data/testing";
import { sampleTrial } from "../testing/sample_trial.ts";
import { currentEnvironment } from "./environment.ts";
import { shareDataset } from "./shared_dataset.ts";
import { trialKeys } from "./trial_keys.ts";
import { failedOutcome } from "./trial_outcome.ts";
import { trialRecord } from "./trial_record.ts";

Deno.test("trialRecord is a valid record, and counts test images only where they were looked at", async () => {
  const dataset = await shareDataset(sampleDataset());
  const environment = currentEnvironment();
  for (const testing of [true, false]) {
    const trial = sampleTrial({ testing, variables: { depth: 2 } });
    const keys = await trialKeys(trial, { datasetDigest: dataset.digest, version: "0.1.0" });
    const context = { keys, dataset, environment, command: "deno task compare" };
    const record = trialRecord(trial, failedOutcome("gone", new Date()), context);
    assertEquals(parseRunRecord(JSON.parse(JSON.stringify(record)), "sample"), record);
    assertEquals(record.dataset.test, testing ? 30 : 0);
    assertEquals(record.budget, { epochs: 2, steps: 0, batchSize: 16 });
    assertEquals(record.setting.variables, { depth: 2 });
  }
});

Deno.test("trialRecord counts the images that the problem learns and is evaluated on", async () => {
  const dataset = await shareDataset(sampleDataset());
  const { problem } = sampleTrial();
  const counts = await Promise.all(
    [problem, { ...problem, trainCount: 10, validationCount: 5 }].map(async (problem) => {
      const trial = sampleTrial({ problem });
      const keys = await trialKeys(trial, { datasetDigest: dataset.digest, version: "0.1.0" });
      const context = { keys, dataset, environment: currentEnvironment(), command: "" };
      const record = trialRecord(trial, failedOutcome("gone", new Date()), context);
      return [record.dataset.train, record.dataset.validation];
    }),
  );
  assertEquals(counts, [[90, 30], [10, 5]]);
});
