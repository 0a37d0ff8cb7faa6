import { isPermitted } from "@descent/cli/testing";
import { createEngine } from "@descent/core";
import { chooseProblem, fullyConnected, type ProblemChoice, twoLayer } from "@descent/problems";
import { parseRunRecord, type Scores } from "@descent/reports";
import { assert, assertEquals, assertGreater, assertMatch, assertNotEquals } from "@std/assert";
import { problemText, sampleData, sampleTrial } from "../testing/mod.ts";
import { buildTrial } from "./build_trial.ts";
import { currentEnvironment } from "./environment.ts";
import { runTrial } from "./run_trial.ts";
import type { Trial } from "./trial.ts";
import { trialKeys } from "./trial_keys.ts";
import type { TrialOutcome } from "./trial_outcome.ts";
import { trialRecord } from "./trial_record.ts";

/** Threads read their module, and a record the code that ran. */
const ignore = !isPermitted("runTrial with threads and records", { name: "read" });
const data = await sampleData();
const problem = chooseProblem(twoLayer, {
  options: { hidden: 8 },
  budget: { batchSize: 16, epochs: 8, evaluationsPerEpoch: 1 },
});

/** A choice of the problem that can take a part of the images. */
function subsetProblem(
  options: Record<string, number>,
  budget: Partial<ProblemChoice["budget"]> = {},
): ProblemChoice {
  return chooseProblem(fullyConnected, {
    options: { hidden: [8], ...options },
    budget: { batchSize: 16, epochs: 8, schedule: "constant", ...budget },
  });
}

async function outcomeOf(changes: Partial<Trial>): Promise<TrialOutcome> {
  using engine = createEngine();
  // Its data stay in the engine's memory, as those of the trial will.
  using _before = await buildTrial({ trial: sampleTrial(), data, engine });
  const used = engine.bytesInUse;
  const outcome = await runTrial({ trial: sampleTrial({ problem, ...changes }), data, engine });
  assertEquals(engine.bytesInUse, used);
  return outcome;
}

function withoutTimes({ startedAt: _, metrics, results, ...rest }: TrialOutcome) {
  return {
    ...rest,
    results: { ...results, seconds: 0, secondsToTarget: 0, examplesPerSecond: 0 },
    metrics: metrics.map((row) => ({ ...row, seconds: 0 })),
  };
}

/** The scores of a part, in their order. */
function keysOf(split: string): string[] {
  return ["loss", "accuracy", "balancedAccuracy"].map((name) => `${split}/${name}`);
}

Deno.test("runTrial trains to the target and measures all that is asked for", async () => {
  const { status, model, dataset, plannedSteps, results, metrics, confusion } = await outcomeOf({
    testing: true,
  });
  assertEquals([status, model, plannedSteps], ["completed", "16-8-3", 48]);
  const preprocessing = "pixels / 255, less the training mean";
  const classes = ["first", "second", "third"]
    .map((name) => ({ name, train: 30, validation: 10, test: 10 }));
  const { digest, ...described } = dataset!;
  assertEquals(digest?.length, 64);
  assertEquals(described, {
    name: "rows",
    train: 90,
    validation: 30,
    test: 30,
    preprocessing,
    classes,
  });
  assertEquals([results.steps, results.epochs, results.parameterCount], [48, 8, 163]);
  assertEquals(results.gradientEvaluations, 48);
  const { target } = problem.budget;
  assertEquals(results.target, { metric: "validation/accuracy", value: target! });
  const met = metrics.find(({ scores }) => scores["validation/accuracy"]! >= target!)!;
  assertEquals([results.stepsToTarget, results.secondsToTarget], [met.step, met.seconds]);
  const last = metrics.at(-1)!.scores["validation/accuracy"];
  assertEquals(results.final["validation/accuracy"], last);
  const keys = ["train", "validation", "test"].flatMap(keysOf);
  for (const scores of [results.final, results.best]) {
    assertEquals(Object.keys(scores), keys);
    for (const score of Object.values(scores)) assert(score !== null);
    assertGreater(scores["test/accuracy"]!, 0.9);
  }
  assertEquals(confusion!.map((row) => row.reduce((sum, count) => sum + count, 0)), [10, 10, 10]);
  const right = confusion!.reduce((sum, row, k) => sum + row[k], 0);
  assertEquals(right / 30, results.final["test/accuracy"]);
});

Deno.test("runTrial measures the untrained model, which training starts from, and changes nothing by it", async () => {
  const still = { hyperparameters: { learningRate: 0 } };
  const { initial, final } = (await outcomeOf({ ...still, testing: true })).results;
  assertEquals(Object.keys(initial), ["validation", "test"].flatMap(keysOf));
  for (const [key, value] of Object.entries(initial)) {
    assertEquals(value, final[key as keyof typeof final]);
  }
  const untested = (await outcomeOf({ testing: false })).results.initial;
  assertEquals(Object.keys(untested), keysOf("validation"));
});

Deno.test("runTrial looks at the test part only where the trial says so", async () => {
  const { dataset, results, confusion } = await outcomeOf({ testing: false });
  assertEquals([dataset!.test, confusion], [0, null]);
  for (const scores of [results.final, results.best]) {
    assert(Object.keys(scores).every((key) => !key.startsWith("test/")));
    assert(scores["train/accuracy"] !== null);
  }
});

Deno.test("runTrial evaluates all training images where it is tested, else the first, as many as for validation", async () => {
  const few = subsetProblem({ validationSubset: 3 });
  const still = { hyperparameters: { learningRate: 0 }, problem: few };
  const [probed, whole] = await Promise.all(
    [false, true].map(async (testing) => (await outcomeOf({ ...still, testing })).results.final),
  );
  assert([0, 1 / 3, 2 / 3, 1].includes(probed["train/accuracy"]!));
  assert(probed["train/loss"] !== whole["train/loss"]);
});

Deno.test("runTrial without a target reports none", async () => {
  const budget = { ...problem.budget, target: null };
  const { results } = await outcomeOf({ problem: { ...problem, budget } });
  const { target, stepsToTarget, secondsToTarget } = results;
  assertEquals([target, stepsToTarget, secondsToTarget], [null, null, null]);
});

Deno.test("runTrial is timed towards a value from above where lower is better", async () => {
  const budget = { ...problem.budget, target: 0.5 };
  const { results, metrics } = await outcomeOf({
    problem: { ...problem, selection: "validation/loss", budget },
  });
  assertEquals(results.target, { metric: "validation/loss", value: 0.5 });
  const losses = metrics.map(({ scores }) => scores["validation/loss"]!);
  const first = losses.findIndex((loss) => loss <= 0.5);
  assertGreater(first, 0);
  assertEquals(results.stepsToTarget, metrics[first].step);
  assertEquals(results.best["validation/loss"], Math.min(...losses));
});

Deno.test("runTrial does not take a loss that is no number for one that reaches the target", async () => {
  const budget = { ...problem.budget, target: 1e-9 };
  const text = `export default { name: "bad", title: "Bad", reference: "none",
    hyperparameters: { learningRate: { default: 1, range: [0, 10], scale: "log", doc: "Rate." } },
    create: (parameters) => ({ state: {}, step({ step }) {
      if (step === 6) for (const { value } of parameters) value.data.fill(NaN);
    } }) };`;
  const { status, results } = await outcomeOf({
    problem: { ...problem, selection: "validation/loss", budget },
    ...withModule(text),
  });
  assertEquals([status, results.stepsToTarget], ["diverged", null]);
});

/** A trial's fields whose optimizer is of a module. */
function withModule(text: string): Partial<Trial> {
  return {
    plugin: { address: `data:text/javascript,${encodeURIComponent(text)}`, digest: "" },
    optimizer: { name: "bad", title: "Bad" },
    hyperparameters: { learningRate: 1 },
  };
}

Deno.test("runTrial evaluates on as many validation images as the problem says", async () => {
  const { status, dataset, metrics } = await outcomeOf({
    problem: subsetProblem({ validationSubset: 3 }),
  });
  assertEquals([status, dataset!.validation], ["completed", 3]);
  for (const { scores } of metrics) {
    assert([0, 1 / 3, 2 / 3, 1].includes(scores["validation/accuracy"]!));
  }
  const tooMany = await outcomeOf({ problem: subsetProblem({ validationSubset: 31 }) });
  assertEquals(tooMany.status, "failed");
});

Deno.test("runTrial learns only as many images as the problem says, and evaluates as often", async () => {
  const budget = { batchSize: 5, epochs: 12, evaluationsPerEpoch: 0.5 };
  const few = subsetProblem({ trainSubset: 10 }, budget);
  const { status, dataset, results, metrics } = await outcomeOf({ problem: few });
  assertEquals([status, dataset!.train], ["completed", 10]);
  assertEquals([results.steps, results.epochs], [24, 12]);
  assertEquals(metrics.map(({ epoch }) => epoch), [2, 4, 6, 8, 10, 12]);
  // Ten images: the accuracy on them is a whole number of tenths.
  const tenths = Math.round(1e6 * results.final["train/accuracy"]!) / 1e5;
  assertEquals(Number.isInteger(tenths), true);
  const tooMany = await outcomeOf({ problem: subsetProblem({ trainSubset: 91 }) });
  assertEquals(tooMany.status, "failed");
  assert(tooMany.error!.startsWith("RangeError: "));
  assert(tooMany.error!.includes("1 to 90 training examples, got 91"));
});

Deno.test("runTrial adds to each row what the trial observes", async () => {
  const { metrics } = await outcomeOf({ observe: ["gradientNorms"] });
  for (const { extra } of metrics) {
    assertEquals(Object.keys(extra!), ["gradient_norm.hidden1", "gradient_norm.scores"]);
    for (const norm of Object.values(extra!)) assert(norm! > 0);
  }
  const plain = await outcomeOf({});
  assert(plain.metrics.every(({ extra }) => extra === undefined));
});

Deno.test("runTrial gives every optimizer the same weights and batches under one seed", async () => {
  // With a learning rate of 0 nothing is learned: the losses tell which weights and batches there were.
  const still = { testing: true, hyperparameters: { learningRate: 0 } };
  const curves = await Promise.all(
    ["sgd", "momentum", "rmsprop", "adam"].map(async (name) =>
      withoutTimes(await outcomeOf({ ...still, optimizer: { name, title: name } })).metrics
    ),
  );
  for (const curve of curves) assertEquals(curve, curves[0]);
  const other = await outcomeOf({ ...still, seed: 1 });
  assertNotEquals(other.metrics[0].scores["train/loss"], curves[0][0].scores["train/loss"]);
});

Deno.test("runTrial gives the same bits again", async () => {
  const first = withoutTimes(await outcomeOf({ testing: true }));
  assertEquals(withoutTimes(await outcomeOf({ testing: true })), first);
});

Deno.test(
  "runTrial ends with the same bits of all weights for any number of threads",
  { ignore },
  async () => {
    const digests = await Promise.all([1, 2, 3].map(async (threads) => {
      using engine = createEngine({ threads });
      const trial = sampleTrial({ problem, testing: true });
      return (await runTrial({ trial, data, engine })).results.weightsDigest;
    }));
    assertMatch(digests[0]!, /^[0-9a-f]{64}$/);
    assertEquals(digests, [digests[0], digests[0], digests[0]]);
    const shorter = { ...problem, budget: { ...problem.budget, epochs: 7 } };
    assertNotEquals((await outcomeOf({ problem: shorter })).results.weightsDigest, digests[0]);
  },
);

Deno.test("runTrial records the weights that training ended with, not the best ones", async () => {
  // Equal weights score all classes alike, so that no row is better than the first, however they grow.
  const text = `export default { name: "bad", title: "Bad", reference: "none",
    hyperparameters: { learningRate: { default: 1, range: [0, 10], scale: "log", doc: "Rate." } },
    create: (parameters) => ({ state: {}, step({ step }) {
      const factor = step <= 24 ? 1 : 2;
      for (const { value } of parameters) value.data.fill(factor * value.data[0]);
    } }) };`;
  const end = async (epochs: number) => {
    const budget = { ...problem.budget, epochs };
    return (await outcomeOf({ problem: { ...problem, budget }, ...withModule(text) })).results;
  };
  const [half, whole] = [await end(4), await end(8)];
  assertEquals([whole.bestEpoch, half.bestEpoch], [1, 1]);
  assertNotEquals(whole.weightsDigest, half.weightsDigest);
});

Deno.test("runTrial reports a diverged trial with its step and without scores", async () => {
  const hyperparameters = { learningRate: 1e6 };
  const sgd = { name: "sgd", title: "SGD" };
  const outcome = await outcomeOf({ optimizer: sgd, hyperparameters, testing: true });
  assertEquals([outcome.status, outcome.divergedAtStep, outcome.error], ["diverged", 2, null]);
  assertEquals([outcome.results.final, outcome.results.best], [{}, {}]);
  assertEquals([outcome.results.steps, outcome.results.bestEpoch], [1, null]);
  assertEquals(outcome.results.weightsDigest, null);
});

Deno.test("runTrial reports what a plugin throws as the failure of its trial", async () => {
  const text = `export default { name: "bad", title: "Bad", reference: "none",
    hyperparameters: { learningRate: { default: 1, range: [0, 10], scale: "log", doc: "Rate." } },
    create: () => ({ state: {}, step() { throw new Error("cannot step"); } }) };`;
  const outcome = await outcomeOf(withModule(text));
  assertEquals([outcome.status, outcome.error], ["failed", "Error: cannot step"]);
});

Deno.test("runTrial reports a problem that cannot be built as the failure of its trial", async () => {
  const budget = { ...problem.budget, batchSize: 0 };
  const { status, error } = await outcomeOf({ problem: { ...problem, budget } });
  assertEquals(status, "failed");
  assert(error!.startsWith("RangeError: "));
});

/** A trial of a third party's problem without data. */
function functionTrial(text: string): Trial {
  const address = `data:text/javascript,${encodeURIComponent(text)}`;
  const metrics = { loss: { title: "value", better: "lower", format: "number" } } as const;
  return sampleTrial({
    problem: {
      name: "bowl",
      title: "Bowl",
      source: { address, digest: "" },
      options: { curvature: 1 },
      budget: {
        batchSize: 1,
        epochs: 40,
        evaluationsPerEpoch: 0.25,
        schedule: "constant",
        target: 0.1,
      },
      dtype: "f64",
      metrics,
      selection: "validation/loss",
      learningRates: {},
    },
    optimizer: { name: "sgd", title: "SGD" },
    hyperparameters: { learningRate: 0.1 },
    testing: true,
  });
}

Deno.test("runTrial runs a function without data, whose record has neither data nor a rate", {
  ignore,
}, async () => {
  using engine = createEngine();
  // Steps of two milliseconds, long enough to be timed.
  const slow =
    "nextBatch() { const t = performance.now(); while (performance.now() - t < 2); return 1; }";
  const trial = functionTrial(problemText("bowl").replace("nextBatch: () => 1", slow));
  const noData = { digest: "" };
  const outcome = await runTrial({ trial, data: noData, engine });
  assertEquals([outcome.status, outcome.dataset, outcome.model], ["completed", null, ""]);
  const { results, metrics } = outcome;
  assertEquals([results.steps, results.epochs, metrics.length], [40, 40, 10]);
  // Each step takes a tenth of x away; the value was 2.5 to begin with.
  const value = (steps: number) => 2.5 * 0.81 ** steps;
  assert(Math.abs(results.final["test/loss"]! - value(40)) < 1e-12);
  assertEquals(results.stepsToTarget, 16);
  assertGreater(results.seconds, 0.05);
  const keys = await trialKeys(trial, { data: noData, code: "c1", fusedMultiplyAdd: true });
  const environment = currentEnvironment();
  const record = trialRecord(trial, outcome, { keys, environment, command: "" });
  assertEquals([record.dataset, record.results.examplesPerSecond], [null, null]);
  assertEquals(parseRunRecord(JSON.parse(JSON.stringify(record)), "sample"), record);
});

Deno.test("runTrial leaves out of the record what has no finite value", async () => {
  using engine = createEngine();
  const trial = functionTrial(
    problemText("bowl").replace("({ loss: loss() })", "({ loss: loss(), size: Infinity })"),
  );
  const size = { title: "size", better: "lower", format: "number" } as const;
  const metrics = { ...trial.problem.metrics, size };
  const outcome = await runTrial({
    trial: {
      ...trial,
      problem: { ...trial.problem, metrics, selection: "validation/size" as const },
    },
    data: { digest: "" },
    engine,
  });
  const { status, results } = outcome;
  assertEquals([status, results.bestEpoch, results.best], ["completed", null, {} as Scores]);
  assertEquals(results.final["validation/size"], null);
  assertGreater(results.final["validation/loss"]!, 0);
});

Deno.test("runTrial frees its problem, also where training throws", async () => {
  using engine = createEngine();
  const text = problemText("bowl").replace("nextBatch: () => 1", "nextBatch() { throw 7; }");
  const { status } = await runTrial({ trial: functionTrial(text), data: { digest: "" }, engine });
  assertEquals([status, engine.bytesInUse], ["failed", 0]);
});
