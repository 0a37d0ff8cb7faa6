import { isPermitted } from "@descent/cli/testing";
import { parseRunRecord } from "@descent/reports";
import { assertEquals } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { currentEnvironment } from "./environment.ts";
import { trialKeys } from "./trial_keys.ts";
import { failedOutcome, type TrialOutcome } from "./trial_outcome.ts";
import { trialRecord } from "./trial_record.ts";

const ignore = !isPermitted("trialRecord", { name: "read" });
const data = await sampleData();
const failed = failedOutcome("gone", new Date(0));

async function recordOf(outcome: TrialOutcome, changes: Parameters<typeof sampleTrial>[0] = {}) {
  const trial = sampleTrial(changes);
  const keys = await trialKeys(trial, { data, code: "c1", fusedMultiplyAdd: true });
  const context = { keys, environment: currentEnvironment(), command: "deno task compare" };
  return { trial, keys, record: trialRecord(trial, outcome, context) };
}

Deno.test(
  "trialRecord is a valid record with the trial's problem, metrics and setting",
  { ignore },
  async () => {
    const { trial, keys, record } = await recordOf(failed, { variables: { depth: 2 } });
    assertEquals(parseRunRecord(JSON.parse(JSON.stringify(record)), "sample"), record);
    const { options, metrics, selection } = trial.problem;
    const title = "Rows, two-layer net";
    assertEquals(record.problem, { name: "two-layer", title, options, metrics, selection });
    assertEquals([record.trialId, record.setting], [keys.trialId, keys.setting]);
    assertEquals(record.setting.variables, { depth: 2 });
    assertEquals(record.budget, { epochs: 2, steps: 0, batchSize: 16, schedule: "cosine" });
    assertEquals([record.environment.dtype, record.command], ["f32", "deno task compare"]);
  },
);

Deno.test("trialRecord has what came out: data, model and how it ended", { ignore }, async () => {
  const dataset = { name: "rows", train: 10, validation: 5, test: 0, preprocessing: "" };
  const outcome = { ...failed, model: "16-8-3", dataset, plannedSteps: 12 };
  const { record } = await recordOf(outcome, { phase: "final" });
  assertEquals([record.dataset, record.network, record.budget.steps], [dataset, "16-8-3", 12]);
  assertEquals([record.status, record.error, record.phase], ["failed", "gone", "final"]);
  assertEquals([record.results, record.startedAt], [failed.results, failed.startedAt]);
});

Deno.test("trialRecord of a trial without data has none", { ignore }, async () => {
  const { record } = await recordOf(failed);
  assertEquals([record.dataset, record.results.examplesPerSecond], [null, null]);
});
