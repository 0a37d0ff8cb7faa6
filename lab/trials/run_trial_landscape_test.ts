import { createEngine } from "@descent/core";
import { isPermitted } from "@descent/cli/testing";
import { parseRunRecord, type RunRecord } from "@descent/reports/record";
import { assert, assertEquals } from "@std/assert";
import { trialOfRecord } from "../reproduction/trial_of_record.ts";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { currentEnvironment } from "./environment.ts";
import { runTrial } from "./run_trial.ts";
import { trialKeys } from "./trial_keys.ts";
import { trialRecord } from "./trial_record.ts";

const { problem: { budget: { epochs, evaluationsPerEpoch } } } = sampleTrial();
const momentum = (learningRate: number) => ({
  optimizer: "momentum",
  hyperparameters: { learningRate, momentum: 0.9 },
  ...{ epochs: epochs / 2, evaluationsPerEpoch, schedule: "warmup(5%),linear" },
});
const trial = sampleTrial({ landscape: [momentum(0.05)] });

Deno.test("runTrial looks at the loss between its solution and others, and changes no bit of the training", async () => {
  using engine = createEngine();
  using two = createEngine({ threads: 2 });
  const data = await sampleData();
  const plain = await runTrial({ trial: sampleTrial(), data, engine });
  const steps: [number, number][] = [];
  const onStep = (step: number, planned: number) => void steps.push([step, planned]);
  const seen = await runTrial({ trial, data, engine, onStep });
  assertEquals(seen.error, null);
  assertEquals(seen.results.weightsDigest, plain.results.weightsDigest);
  assertEquals(seen.results.final, plain.results.final);
  assertEquals(plain.landscape, undefined);
  const { landscape } = seen;
  assertEquals((await runTrial({ trial, data, engine: two })).landscape, landscape);
  const { solutions, lines, metric, examples } = landscape!;
  assertEquals(solutions, ["adam", "momentum"]);
  assertEquals(examples, { train: 90, validation: data.validation.count });
  // The other solution is that of a trial of its own.
  const { optimizer: name, hyperparameters, schedule } = momentum(0.05);
  const { problem } = trial;
  const other = await runTrial({
    ...{ data, engine },
    trial: sampleTrial({
      optimizer: { name, title: name },
      hyperparameters,
      problem: { ...problem, budget: { ...problem.budget, epochs: epochs / 2, schedule } },
    }),
  });
  const [, toOther, between] = lines;
  const [at0, at1] = [5, 15].map((index) => between.points[index][2]);
  assertEquals([at0, at1], [seen.results.final[metric], other.results.final[metric]]);
  assertEquals(toOther.points[15].slice(1), between.points[15].slice(1));
  assertEquals(toOther.points[5][2], plain.results.initial[metric]);
  assertEquals(landscape!.gradientEvaluations, other.results.gradientEvaluations);
  // Who waits for it hears of all work, and knows beforehand how much there is.
  assertEquals(steps.at(-1)![0], steps[0][1]);
  assert(steps.every(([step, planned], index) => step === index && planned === steps[0][1]));
});

Deno.test("runTrial leaves another training that diverges out, and looks at nothing where its own does", async () => {
  using engine = createEngine();
  const data = await sampleData();
  const landscape = [momentum(1e6), momentum(0.05)];
  const seen = await runTrial({ trial: { ...trial, landscape }, data, engine });
  assertEquals(seen.landscape?.solutions, ["adam", "momentum"]);
  const { optimizer, hyperparameters } = momentum(1e6);
  const diverged = await runTrial({
    trial: { ...trial, optimizer: { name: optimizer, title: "" }, hyperparameters },
    ...{ data, engine },
  });
  assertEquals([diverged.status, diverged.landscape], ["diverged", undefined]);
});

Deno.test({
  name:
    "a record holds the landscape and all that it was made from, which is part of the trial's identity",
  ignore: !isPermitted("identities", { name: "read" }),
  async fn() {
    using engine = createEngine();
    const data = await sampleData();
    const environment = currentEnvironment();
    const context = { data, ...environment };
    const keys = trialKeys(trial, context);
    const outcome = await runTrial({ trial, data, engine });
    const record = trialRecord(trial, outcome, { keys, environment, command: "" });
    const read: RunRecord = parseRunRecord(JSON.parse(JSON.stringify(record)), "memory");
    assertEquals(read.landscape, outcome.landscape);
    const again = trialOfRecord(read);
    assertEquals(again.landscape, trial.landscape);
    const id = (each = trial) => trialKeys(each, context).trialId;
    assertEquals(id({ ...again, problem: trial.problem }), id());
    assert(id({ ...trial, landscape: [] }) !== id());
    assert(id({ ...trial, landscape: [momentum(0.1)] }) !== id());
    const { landscape: _, ...plain } = trial;
    assertEquals(id(plain), id(sampleTrial()));
  },
});
