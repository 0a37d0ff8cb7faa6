import { parseRunRecord } from "@descent/reports";
import { sampleRecord } from "@descent/reports/testing";
import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import type { Trial } from "./trial.ts";
import { settingLabel, type TrialContext, trialKeys } from "./trial_keys.ts";

const context = { datasetDigest: "d1", version: "0.1.0" };

async function idOf(changes: Partial<Trial> = {}, about: TrialContext = context): Promise<string> {
  return (await trialKeys(sampleTrial(changes), about)).setting.id;
}

Deno.test("trialKeys names the setting by its learning rate and a digest", async () => {
  const keys = await trialKeys(sampleTrial({ seed: 7 }), context);
  assertMatch(keys.setting.id, /^learningRate=0\.01-[0-9a-f]{10}$/);
  assertEquals([keys.experiment, keys.problem, keys.seed], ["compare", "rows-two-layer", 7]);
});

Deno.test("trialKeys changes with everything that decides how a trial goes", async () => {
  const { problem, hyperparameters } = sampleTrial();
  const plugin = { address: "./lion.ts", digest: "p1" };
  const ids = await Promise.all([
    idOf(),
    idOf({ problem: { ...problem, epochs: 3 } }),
    idOf({ problem: { ...problem, batchSize: 8 } }),
    idOf({ problem: { ...problem, dtype: "f64" } }),
    idOf({ problem: { ...problem, network: { kind: "fully-connected", hidden: [8, 8] } } }),
    idOf({ hyperparameters: { ...hyperparameters, beta1: 0.8 } }),
    idOf({ testing: true }),
    idOf({ plugin }),
    idOf({ plugin: { ...plugin, digest: "p2" } }),
    idOf({}, { ...context, datasetDigest: "d2" }),
    idOf({}, { ...context, version: "0.2.0" }),
    idOf({}, { ...context, nativeMatmul: "OpenBLAS 0.3.21 SkylakeX" }),
    idOf({}, { ...context, nativeMatmul: "OpenBLAS 0.3.21 Haswell" }),
  ]);
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("trialKeys does not change with what a trial is wanted for, or the order of its fields", async () => {
  const selection = { metric: "validationAccuracy", candidates: 3, score: 0.9 };
  const usual = await idOf();
  assertEquals(await idOf({ phase: "final", selection }), usual);
  assertEquals(await idOf({ seed: 9 }), usual);
  const reversed = Object.fromEntries(Object.entries(sampleTrial().hyperparameters).reverse());
  assertEquals(await idOf({ hyperparameters: reversed }), usual);
  const moved = { address: "./a.ts", digest: "p1" };
  assertEquals(await idOf({ plugin: moved }), await idOf({ plugin: { ...moved, address: "b" } }));
});

Deno.test("trialKeys of trials with wasm's products stay as they are in the records on disk", async () => {
  assertEquals(await idOf(), "learningRate=0.01-c7d68954c4");
  assertEquals(await idOf({}, { ...context, nativeMatmul: undefined }), await idOf());
});

Deno.test("settingLabel is fit for a folder's name whatever a variable says", async () => {
  const variables = { init: "../he normal", depth: 5, note: "x".repeat(200) };
  assertEquals(
    settingLabel(sampleTrial({ variables })).slice(0, 28),
    "init=.._he_normal,depth=5,no",
  );
  const { setting } = await trialKeys(sampleTrial({ variables }), context);
  parseRunRecord(sampleRecord({ setting }), "sample");
  assertNotEquals(setting.id.at(0), ".");
});
