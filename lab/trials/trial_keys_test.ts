import { chooseProblem, twoLayer } from "@descent/problems";
import { parseRunRecord } from "@descent/reports";
import { sampleRecord } from "@descent/reports/testing";
import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import type { Trial } from "./trial.ts";
import { settingLabel, type TrialContext, trialKeys } from "./trial_keys.ts";

const context: TrialContext = {
  data: { digest: "d1", title: "Rows" },
  code: "c1",
  fusedMultiplyAdd: true,
};

/** A schedule in a file. */
const mine = (digest: string, address = "./ramp.ts") =>
  ({ kind: "module", address, digest }) as const;

/** The ids of a setting and of a trial. */
async function idsOf(
  changes: Partial<Trial> = {},
  about: TrialContext = context,
): Promise<[setting: string, trial: string]> {
  const { setting, trialId } = await trialKeys(sampleTrial(changes), about);
  return [setting.id, trialId];
}

Deno.test("trialKeys names the setting by its learning rate and a digest, and its problem by its data", async () => {
  const { setting, experiment, problem, seed, trialId } = await trialKeys(
    sampleTrial({ seed: 7 }),
    context,
  );
  assertMatch(setting.id, /^learningRate=0\.01-[0-9a-f]{10}$/);
  assertMatch(trialId, /^[0-9a-f]{16}$/);
  assertEquals([experiment, problem.name, seed], ["compare", "two-layer", 7]);
  assertEquals(problem.title, "Rows, two-layer net");
  const { problem: untitled } = await trialKeys(sampleTrial(), {
    ...context,
    data: { digest: "" },
  });
  assertEquals(untitled.title, "Two-layer net");
});

Deno.test("trialKeys changes with everything that decides how a trial goes", async () => {
  const { problem, hyperparameters } = sampleTrial();
  const { budget, options } = problem;
  const plugin = { address: "./lion.ts", digest: "p1" };
  const source = { address: "./mine.ts", digest: "m1" };
  const ids = await Promise.all([
    idsOf(),
    idsOf({ problem: { ...problem, budget: { ...budget, epochs: 3 } } }),
    idsOf({ problem: { ...problem, budget: { ...budget, batchSize: 8 } } }),
    idsOf({ problem: { ...problem, budget: { ...budget, evaluationsPerEpoch: 1 } } }),
    idsOf({ problem: { ...problem, budget: { ...budget, schedule: "constant" } } }),
    idsOf({ problem: { ...problem, budget: { ...budget, schedule: mine("s1") } } }),
    idsOf({ problem: { ...problem, budget: { ...budget, schedule: mine("s2") } } }),
    idsOf({ problem: { ...problem, budget: { ...budget, target: 0.5 } } }),
    idsOf({ problem: { ...problem, dtype: "f64" } }),
    idsOf({ problem: { ...problem, options: { ...options, hidden: 9 } } }),
    idsOf({ problem: { ...problem, selection: "validation/loss" } }),
    idsOf({ problem: { ...problem, source } }),
    idsOf({ problem: { ...problem, source: { ...source, digest: "m2" } } }),
    idsOf({ hyperparameters: { ...hyperparameters, beta1: 0.8 } }),
    idsOf({ observe: ["gradientNorms"] }),
    idsOf({ testing: true }),
    idsOf({ plugin }),
    idsOf({ plugin: { ...plugin, digest: "p2" } }),
    idsOf({}, { ...context, data: { digest: "d2", title: "Rows" } }),
    idsOf({}, { ...context, code: "c2" }),
    idsOf({}, { ...context, fusedMultiplyAdd: false }),
    idsOf({}, { ...context, nativeMatmul: "OpenBLAS 0.3.21 SkylakeX" }),
    idsOf({}, { ...context, nativeMatmul: "OpenBLAS 0.3.21 Haswell" }),
    idsOf({}, { ...context, convolution: "direct" }),
  ]);
  for (const place of [0, 1]) {
    assertEquals(new Set(ids.map((pair) => pair[place])).size, ids.length);
  }
});

Deno.test("trialKeys of records from before convolutions had a choice are as they were", async () => {
  const id = async (convolution?: "auto" | "direct") =>
    (await trialKeys(sampleTrial(), { ...context, convolution })).trialId;
  assertEquals(await id("auto"), await id());
});

Deno.test("trialKeys does not change with what a trial is wanted for, or the order of its fields", async () => {
  const selection = { metric: "validation/accuracy", candidates: 3, score: 0.9 } as const;
  const { problem, hyperparameters } = sampleTrial();
  const unchanged = await idsOf();
  assertEquals(await idsOf({ phase: "final", selection }), unchanged);
  assertEquals(await idsOf({ problem: { ...problem, learningRates: { adam: 7 } } }), unchanged);
  const reversed = Object.fromEntries(Object.entries(hyperparameters).reverse());
  assertEquals(await idsOf({ hyperparameters: reversed }), unchanged);
  const [here, there] = await Promise.all(["a.ts", "b.ts"].map((address) => {
    const budget = { ...problem.budget, schedule: mine("s1", address) };
    return idsOf({ problem: { ...problem, budget } });
  }));
  assertEquals(here, there);
  for (const field of ["plugin", "source"] as const) {
    const [a, b] = await Promise.all(["a.ts", "b.ts"].map((address) => {
      const own = { address, digest: "p1" };
      return idsOf(field === "plugin" ? { plugin: own } : { problem: { ...problem, source: own } });
    }));
    assertEquals(a, b);
  }
});

Deno.test("trialKeys tells seeds, experiments, optimizers and problems apart by the trial's id alone", async () => {
  const [setting, trial] = await idsOf();
  const other = chooseProblem({ ...twoLayer, name: "other" }, {
    options: sampleTrial().problem.options,
    budget: sampleTrial().problem.budget,
  });
  const changes: Partial<Trial>[] = [
    { seed: 9 },
    { experiment: "optimizers" },
    { optimizer: { name: "other", title: "Adam" } },
    { problem: other },
  ];
  const ids = await Promise.all(changes.map((change) => idsOf(change)));
  for (const [same] of ids) assertEquals(same, setting);
  assertEquals(new Set([trial, ...ids.map(([, id]) => id)]).size, changes.length + 1);
});

Deno.test("trialKeys takes a native library that is not there for none", async () => {
  assertEquals(await idsOf({}, { ...context, nativeMatmul: undefined }), await idsOf());
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
